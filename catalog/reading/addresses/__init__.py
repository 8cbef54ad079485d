"""Places by meaning: from pointers to addresses and back.

spots        a place with the shape that the grammar gives it, and edges between places
canonical    what a place says, however it is spelled
naming       branches and messages named by what they say
edges_…      where meaning leads from each kind of object
facets       what is written about a place, step by step
graph        all edges of a contract, made when asked for
claims       the first and shortest way to every place
lookup       the public questions: address_of, addresses_of, resolve, pointers_of
"""

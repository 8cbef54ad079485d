"""What rules stand on.

rule          Rule, Violation, Context
surroundings  what a rule may ask of the rest of the catalog
places        SchemaPlace: a named value, with the roles in which it is used
schemas       the walk through schemas: each place once
walk          the walk through a contract: each node once
words         names taken apart into words
profiles      the table of severities per layer
naming        addresses and locations of findings
"""

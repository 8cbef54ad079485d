"""Who is hit by a service, contract, address, entity, workflow, team, vendor or vendor release."""

"""Rules of policy: one rule is `<rule>.py`, and its page `pages/<rule-id>.md`, which is also its test.

engine       what a rule is, how a contract is walked once for all rules, severities, waivers
registry     RULES, the table of all of them
pages        what each of them means, with blocks that give it and that do not
judge        judge_contract, judge_service, … : findings of everything that is on
"""

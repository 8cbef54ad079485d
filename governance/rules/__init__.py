"""Rules of policy: one rule is `<rule>.py` and, beside it, its page `<rule-id>.md`, which is also its test.

engine       what a rule is, how a contract is walked once for all rules, severities, waivers
registry     RULES, the table of all of them, and their pages
judge        judge_contract, judge_service, … : findings of everything that is on
"""

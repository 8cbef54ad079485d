"""A verdict as people and programs read it. Pure: verdict in, text out.

selection    the order, and the sections in which people read
causes       findings by root cause, one change told once
telling      the words that text and Markdown share: versions, consumers, what to do next
escaping     texts of contracts made harmless for each format
text, markdown, sarif, junit, github    one renderer each
"""

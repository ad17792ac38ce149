"""Three ways to protect small counts, laid side by side: what an attacker learns, what a reader loses, what it costs.

`python -m tests.bench.methods`. The example, and a made-up country. The figures in docs/afweging.md come from here.
"""

"""The embedded reader of requests: a grammar and a lexicon, no network, the same answer every time."""

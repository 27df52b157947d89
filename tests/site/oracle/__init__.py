"""One question, one answer: what the records say on a day, and what every built surface says."""

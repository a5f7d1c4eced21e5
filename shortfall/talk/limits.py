"""The thresholds by which the moves decide. bench/thresholds.py chose those of probabilities."""

ANSWER = 0.35
"""Smallest probability at which one subject is answered without asking back."""
SECOND = 0.05
"""Smallest probability at which the runner-up is answered too, if the first is not clear."""
RIVAL = 0.25
"""The runner-up must also have at least this share of the first's probability."""
CLEAR = 0.62
"""Smallest probability at which the first is answered alone."""
JOB = 0.40
"""Smallest probability at which a form is opened, or a message refused, without asking back."""
LIKE_NOTHING = 0.45
"""Below this cosine to the nearest example, the message is about nothing we know."""
INTERRUPTS = 0.80
"""Smallest probability at which a short answer counts as another subject."""
BETWEEN = 0.80
"""Margin below which, where "none of ours" comes second or third, both are said."""
TALE = 40
"""Longest message, in words, of which that is said: a longer one tells of rent, work or a car by the way."""
SURE = 0.95
"""Smallest probability at which words that only report progress count as a question about a subject."""
STORY = 7
"""Longest message, in words, that only tells something, unless its subject is clear."""
QUESTION = 0.32
"""Smallest probability at which one question of a topic is answered. Below it, the topic's overview is."""
EITHER = 0.80
"""Probability of the likeliest question below which the one after it is answered as well, each in a sentence or two."""
RIVALS = 0.10
"""It must have at least this share of the first's probability."""
OF_ITS_OWN = 0.50
"""Share from which a question stands beside the state it is asked of."""
SALE_ALONE = 4
"""Longest message, in words, that tells of the sale and of nothing else."""
FEW = 3
"""A message with fewer words that is not clear is asked about, instead of getting two answers."""
SHORT_ANSWER = 12
"""Longest message, in words, that can be a plain answer."""
OBEYED = 0.50
"""Smallest probability at which a short answer counts as a command or a yes."""
REFUSED = -0.05
"""A message is refused if the best subject leads "none of ours" by less than this."""
OUT_OF_TALK = 0.75
"""Smallest probability at which a message in mid-conversation is out of scope."""
BESIDE = 0.12
"""Smallest probability of a question beside the state: less is what is left over."""

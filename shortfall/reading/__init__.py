"""From words to facts: pure, in linear time, English and Spanish."""

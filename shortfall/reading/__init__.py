"""From a stranger's words to facts: amounts, dates, times, phones, names, stop words. Pure."""

"""The law as arithmetic: money in text, states, deficiency, wages, interest. Pure functions, no clock."""

"""What people write about when to call, and the window that comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shortfall.base.hours import holiday, open_hours
from shortfall.callbacks.window import CallingWindow, parse_window, with_hours
from shortfall.reading.when import not_then

CHICAGO = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 10, 7, tzinfo=CHICAGO)  # the week of Thanksgiving
FRIDAY_EVENING = datetime(2026, 12, 4, 18, 30, tzinfo=CHICAGO)

# text, first and last minute in Chicago: month-day hour:minute
AS_ASKED = [
    ("tomorrow afternoon", "11-24 12:00", "17:00"),
    ("tmrw", "11-24 09:00", "17:00"),
    ("tommorow morning", "11-24 09:00", "12:00"),
    ("friday morning", "11-27 09:00", "12:00"),
    ("weekday mornings", "11-23 10:15", "12:00"),
    ("any day but tuesday", "11-23 10:15", "17:00"),
    ("any weekday except monday", "11-24 09:00", "17:00"),
    ("not monday or tuesday", "11-25 09:00", "17:00"),
    ("tuesday doesn't work, wednesday is fine", "11-25 09:00", "17:00"),
    ("wensday", "11-25 09:00", "17:00"),
    ("wed or fri after 2", "11-25 14:00", "17:00"),
    ("today", "11-23 10:15", "17:00"),
    ("the day after tomorrow at noon", "11-25 12:00", "13:00"),
    ("day after thanksgiving", "11-27 09:00", "17:00"),
    ("after thanksgiving", "11-27 09:00", "17:00"),
    ("the 3rd", "12-03 09:00", "17:00"),
    ("dec 1 at 2:30", "12-01 14:30", "15:30"),
    ("12/1", "12-01 09:00", "17:00"),
    ("12/1/26 at 11", "12-01 11:00", "12:00"),
    ("2026-12-04 10am", "12-04 10:00", "11:00"),
    ("30 november", "11-30 09:00", "17:00"),
    ("friday the 4th", "12-04 09:00", "17:00"),
    ("tuesday, dec 1", "12-01 09:00", "17:00"),
    ("next monday", "11-30 09:00", "17:00"),
    ("next week", "11-30 09:00", "17:00"),
    ("tuesday next week", "12-01 09:00", "17:00"),
    ("end of next week", "12-03 09:00", "17:00"),
    ("the week after next", "12-07 09:00", "17:00"),
    ("a week from tuesday", "12-01 09:00", "17:00"),
    ("in two weeks", "12-07 09:00", "17:00"),
    ("in december", "12-01 09:00", "17:00"),
    ("tuesdays and thursdays after 3", "11-24 15:00", "17:00"),
    ("between 2 and 4", "11-23 14:00", "16:00"),
    ("2-4", "11-23 14:00", "16:00"),
    ("9-11am", "11-23 10:15", "11:00"),
    ("11-1", "11-23 11:00", "13:00"),
    ("wednesday 1 to 3 pm", "11-25 13:00", "15:00"),
    ("tomorrow between ten and eleven thirty", "11-24 10:00", "11:30"),
    ("9 to 5", "11-23 10:15", "17:00"),
    ("after 3", "11-23 15:00", "17:00"),
    ("anytime after 1pm", "11-23 13:00", "17:00"),
    ("before 11", "11-23 10:15", "11:00"),
    ("tomorrow morning before 10", "11-24 09:00", "10:00"),
    ("no later than 2", "11-23 10:15", "14:00"),
    ("don't call before 11", "11-23 11:00", "17:00"),
    ("can't talk until 3", "11-23 15:00", "17:00"),
    ("not in the morning", "11-23 12:00", "17:00"),
    ("i can't do mornings", "11-23 12:00", "17:00"),
    ("i work until 3", "11-23 15:00", "17:00"),
    ("I get off work at 3", "11-23 15:00", "17:00"),
    ("i work 9 to 3", "11-23 15:00", "17:00"),
    ("on my lunch break", "11-23 12:00", "13:00"),
    ("half past two", "11-23 14:30", "15:30"),
    ("quarter to four", "11-23 15:45", "16:45"),
    ("230pm tomorrow", "11-24 14:30", "15:30"),
    ("15:30", "11-23 15:30", "16:30"),
    ("3", "11-23 15:00", "16:00"),
    ("3ish", "11-23 15:00", "16:00"),
    ("3 or 4", "11-23 15:00", "17:00"),
    ("around 9", "11-24 09:00", "10:00"),  # nine is over, so tomorrow
    ("10 in the morning", "11-23 10:15", "11:00"),
    ("first thing tomorrow", "11-24 09:00", "10:00"),
    ("late afternoon", "11-23 15:00", "17:00"),
    ("eod", "11-23 15:00", "17:00"),
    ("in an hour", "11-23 11:15", "12:15"),
    ("in 30 mins", "11-23 10:45", "11:45"),
    ("anytime", "11-23 10:15", "17:00"),
    ("doesn't matter", "11-23 10:15", "17:00"),
    ("tomorrow morning or wednesday after 3", "11-24 09:00", "12:00"),
    ("fri pm", "11-27 12:00", "17:00"),
    ("between tuesday and friday", "11-24 09:00", "17:00"),
    ("monday to wednesday mornings", "11-23 10:15", "12:00"),
    ("starting wednesday", "11-25 09:00", "17:00"),
    ("not before wednesday", "11-25 09:00", "17:00"),
    ("before wednesday", "11-23 10:15", "17:00"),
    ("by friday", "11-23 10:15", "17:00"),
    ("after tuesday at 3", "11-25 15:00", "16:00"),
    ("two days from now", "11-25 09:00", "17:00"),
    ("3 days from tomorrow", "11-27 09:00", "17:00"),
    ("december 1st, 2026", "12-01 09:00", "17:00"),
    ("monday after next", "11-30 09:00", "17:00"),
    ("friday of this week", "11-27 09:00", "17:00"),
    ("mid next week", "12-01 09:00", "17:00"),
    ("early next week", "11-30 09:00", "17:00"),
    ("any day next week, afternoons", "11-30 12:00", "17:00"),
    ("mid december", "12-11 09:00", "17:00"),
    ("early december", "12-01 09:00", "17:00"),
    ("end of next month", "12-28 09:00", "17:00"),
    ("weekdays, say wednesday", "11-25 09:00", "17:00"),
    ("in an hour and a half", "11-23 11:45", "12:45"),
    ("3pm office time", "11-23 15:00", "16:00"),
    ("2pm pacific", "11-23 16:00", "17:00"),
    ("tuesday 3pm eastern", "11-24 14:00", "15:00"),
    ("after 2:30pm arizona time", "11-23 15:30", "17:00"),
    ("asap", "11-23 10:15", "12:15"),
    ("a.s.a.p", "11-23 10:15", "12:15"),
    ("soon as u can", "11-23 10:15", "12:15"),
    ("as soon as somebody is free", "11-23 10:15", "12:15"),
    ("whenever you can", "11-23 10:15", "17:00"),
    ("whenever works for you", "11-23 10:15", "17:00"),
    ("any time is fine", "11-23 10:15", "17:00"),
    ("anytime today", "11-23 10:15", "17:00"),
    ("today only", "11-23 10:15", "17:00"),
    ("later today", "11-23 10:15", "17:00"),
    ("this afternoon", "11-23 12:00", "17:00"),
    ("this morning", "11-23 10:15", "12:00"),
    ("tomoro", "11-24 09:00", "17:00"),
    ("tomorrow moring", "11-24 09:00", "12:00"),
    ("tomm afternoon", "11-24 12:00", "17:00"),
    ("2morrow at 2", "11-24 14:00", "15:00"),
    ("tomorrow 2pm", "11-24 14:00", "15:00"),
    ("tomorow @ 3", "11-24 15:00", "16:00"),
    ("tmrw around lunch", "11-24 12:00", "13:00"),
    ("around lunch", "11-23 12:00", "13:00"),
    ("around lunchtime on wed", "11-25 12:00", "13:00"),
    ("lunch hour", "11-23 12:00", "13:00"),
    ("over lunch tomorrow", "11-24 12:00", "13:00"),
    ("at noon", "11-23 12:00", "13:00"),
    ("high noon", "11-23 12:00", "13:00"),
    ("noonish", "11-23 12:00", "13:00"),
    ("around 1130", "11-23 11:30", "12:30"),
    ("at 1130", "11-23 11:30", "12:30"),
    ("11:30 am", "11-23 11:30", "12:30"),
    ("1130am", "11-23 11:30", "12:30"),
    ("eleven thirty", "11-23 11:30", "12:30"),
    ("eleven thirty tomorrow", "11-24 11:30", "12:30"),
    ("ten fifteen", "11-23 10:15", "11:15"),
    ("ten fifteen in the morning", "11-23 10:15", "11:15"),
    ("two thirty", "11-23 14:30", "15:30"),
    ("two o'clock", "11-23 14:00", "15:00"),
    ("2 oclock", "11-23 14:00", "15:00"),
    ("quarter past three", "11-23 15:15", "16:15"),
    ("quarter to 3", "11-23 14:45", "15:45"),
    ("3pm-ish", "11-23 15:00", "16:00"),
    ("threeish", "11-23 15:00", "16:00"),
    ("after 4", "11-23 16:00", "17:00"),
    ("after 4ish", "11-23 16:00", "17:00"),
    ("after four thirty", "11-23 16:30", "17:00"),
    ("anytime after 3 30", "11-23 15:30", "17:00"),
    ("after 330", "11-23 15:30", "17:00"),
    ("after 3:30 p.m.", "11-23 15:30", "17:00"),
    ("before noon", "11-23 10:15", "12:00"),
    ("not before noon", "11-23 12:00", "17:00"),
    ("not until noon", "11-23 12:00", "17:00"),
    ("b4 noon", "11-23 10:15", "12:00"),
    ("b4 12", "11-23 10:15", "12:00"),
    ("not til after 2", "11-23 14:00", "17:00"),
    ("no earlier than 10", "11-23 10:15", "17:00"),
    ("no later than 3", "11-23 10:15", "15:00"),
    ("not after 4", "11-23 10:15", "16:00"),
    ("between 9 and 11 eastern", "11-24 09:00", "10:00"),
    ("between 9 & 11", "11-23 10:15", "11:00"),
    ("between 10am-2pm", "11-23 10:15", "14:00"),
    ("10a-12p", "11-23 10:15", "12:00"),
    ("from 1 to 4", "11-23 13:00", "16:00"),
    ("from ten to noon", "11-23 10:15", "12:00"),
    ("10 til 2", "11-23 10:15", "14:00"),
    ("9 thru 12", "11-23 10:15", "12:00"),
    ("between noon and 2", "11-23 12:00", "14:00"),
    ("noon to 3", "11-23 12:00", "15:00"),
    ("any time between 10 and 4", "11-23 10:15", "16:00"),
    ("9am to 11am et", "11-24 09:00", "10:00"),
    ("2 pm est", "11-23 13:00", "14:00"),
    ("2 pm est tomorrow", "11-24 13:00", "14:00"),
    ("3 central", "11-23 15:00", "16:00"),
    ("9 pacific", "11-23 11:00", "12:00"),
    ("10 mountain time", "11-23 11:00", "12:00"),
    ("8 am pacific time", "11-23 10:15", "11:00"),
    ("noon eastern", "11-23 11:00", "12:00"),
    ("weekdays after 3", "11-23 15:00", "17:00"),
    ("week days before 10", "11-24 09:00", "10:00"),
    ("any day but tuesday and thursday", "11-23 10:15", "17:00"),
    ("every day but wednesday", "11-23 10:15", "17:00"),
    ("mon-thu", "11-23 10:15", "17:00"),
    ("mon thru wed", "11-23 10:15", "17:00"),
    ("monday through thursday", "11-23 10:15", "17:00"),
    ("mondays wednesdays and fridays", "11-23 10:15", "17:00"),
    ("tues or thurs", "11-24 09:00", "17:00"),
    ("tue/thu", "11-24 09:00", "17:00"),
    ("tuesdays", "11-24 09:00", "17:00"),
    ("tuesday mornings", "11-24 09:00", "12:00"),
    ("tuesday or thursday afternoon", "11-24 12:00", "17:00"),
    ("wednsday at 10", "11-25 10:00", "11:00"),
    ("fri. morning", "11-27 09:00", "12:00"),
    ("this friday", "11-27 09:00", "17:00"),
    ("friday next week", "12-04 09:00", "17:00"),
    ("a week from monday", "11-30 09:00", "17:00"),
    ("monday week", "11-30 09:00", "17:00"),
    ("next week sometime", "11-30 09:00", "17:00"),
    ("later next week", "12-03 09:00", "17:00"),
    ("end of the week", "11-27 09:00", "17:00"),
    ("later this week", "11-24 09:00", "17:00"),
    ("this week", "11-23 10:15", "17:00"),
    ("this week any afternoon", "11-23 12:00", "17:00"),
    ("next wk", "11-30 09:00", "17:00"),
    ("the 3rd at 2", "12-03 14:00", "15:00"),
    ("on the third", "12-03 09:00", "17:00"),
    ("the 30th", "11-30 09:00", "17:00"),
    ("the 31st", "12-31 09:00", "17:00"),
    ("december third", "12-03 09:00", "17:00"),
    ("dec 3", "12-03 09:00", "17:00"),
    ("dec. 3rd at 11", "12-03 11:00", "12:00"),
    ("12/3", "12-03 09:00", "17:00"),
    ("12-3-2026", "12-03 09:00", "17:00"),
    ("12.3.2026", "12-03 09:00", "17:00"),
    ("3 december", "12-03 09:00", "17:00"),
    ("december", "12-01 09:00", "17:00"),
    ("beginning of december", "12-01 09:00", "17:00"),
    ("early january", "01-04 09:00", "17:00"),
    ("after the 1st", "12-02 09:00", "17:00"),
    ("before the 1st", "11-23 10:15", "17:00"),
    ("after december 5", "12-07 09:00", "17:00"),
    ("day before thanksgiving", "11-25 09:00", "17:00"),
    ("black friday", "11-27 09:00", "17:00"),
    ("the day after thanksgiving", "11-27 09:00", "17:00"),
    ("after the holidays", "01-04 09:00", "17:00"),
    ("when i'm off work at 3", "11-23 15:00", "17:00"),
    ("i get off at 3:30", "11-23 15:30", "17:00"),
    ("i get out at 3", "11-23 15:00", "17:00"),
    ("i'm off at 2", "11-23 14:00", "17:00"),
    ("on my break at 10", "11-23 10:15", "11:00"),
    ("on my 10:15 break", "11-23 10:15", "11:15"),
    ("my lunch is at 11:30", "11-23 11:30", "12:30"),
    ("lunch is 12 to 1", "11-23 12:00", "13:00"),
    ("i work nights so afternoons", "11-23 12:00", "17:00"),
    ("i sleep til noon", "11-23 12:00", "17:00"),
    ("i'm up by 10", "11-23 10:15", "17:00"),
    ("when the kids are in school", "11-23 10:15", "15:00"),
    ("after the kids get to school", "11-23 15:00", "17:00"),
    ("after i drop off my kids", "11-23 10:15", "12:00"),
    ("after school", "11-23 15:00", "17:00"),
    ("saturday or monday", "11-23 10:15", "17:00"),
    ("late morning", "11-23 10:15", "12:00"),
    ("mid morning", "11-23 10:15", "12:00"),
    ("mid-morning", "11-23 10:15", "12:00"),
    ("early afternoon", "11-23 12:00", "14:00"),
    ("early tomorrow", "11-24 09:00", "10:00"),
    ("first thing", "11-24 09:00", "10:00"),
    ("first thing monday", "11-30 09:00", "10:00"),
    ("first thing in the am", "11-24 09:00", "10:00"),
    ("end of day", "11-23 15:00", "17:00"),
    ("eod friday", "11-27 15:00", "17:00"),
    ("close of business tomorrow", "11-24 15:00", "17:00"),
    ("in half an hour", "11-23 10:45", "11:45"),
    ("in 20 minutes", "11-23 10:30", "11:30"),
    ("in a couple hours", "11-23 12:15", "13:15"),
    ("in a few hours", "11-23 13:15", "14:15"),
    ("2 hours from now", "11-23 12:15", "13:15"),
    ("an hour from now", "11-23 11:15", "12:15"),
    ("in a couple of days", "11-25 09:00", "17:00"),
    ("in a week", "11-30 09:00", "17:00"),
    ("within the hour", "11-23 11:15", "12:15"),
    ("within the next 2 hours", "11-23 12:15", "13:15"),
    ("give me 20 minutes", "11-23 10:30", "11:30"),
    ("give me an hour", "11-23 11:15", "12:15"),
    ("not today", "11-24 09:00", "17:00"),
    ("not today, tomorrow", "11-24 09:00", "17:00"),
    ("later on", "11-23 10:15", "17:00"),
    ("sometime tomorrow", "11-24 09:00", "17:00"),
    ("some time next week", "11-30 09:00", "17:00"),
    ("sometime in the afternoon", "11-23 12:00", "17:00"),
    ("no mornings", "11-23 12:00", "17:00"),
    ("not mornings", "11-23 12:00", "17:00"),
    ("anything but mornings", "11-23 12:00", "17:00"),
    ("never on mondays", "11-24 09:00", "17:00"),
    ("mondays are bad", "11-24 09:00", "17:00"),
    ("mondays are no good", "11-24 09:00", "17:00"),
    ("i can't do mondays", "11-24 09:00", "17:00"),
    ("can't talk before 10", "11-23 10:15", "17:00"),
    ("i'm busy til 2 today", "11-23 14:00", "17:00"),
    ("i'm busy tomorrow", "11-23 10:15", "17:00"),
    ("i am free after 1", "11-23 13:00", "17:00"),
    ("i'm free all day", "11-23 10:15", "17:00"),
    ("free tomorrow", "11-24 09:00", "17:00"),
    ("9 or 10", "11-23 10:15", "11:00"),
    ("12", "11-23 12:00", "13:00"),
    ("4:45", "11-23 16:45", "17:00"),
    ("16:00", "11-23 16:00", "17:00"),
    ("1600", "11-23 16:00", "17:00"),
    ("1430 hours", "11-23 14:30", "15:30"),
    ("0900", "11-24 09:00", "10:00"),
    ("noon today", "11-23 12:00", "13:00"),
    ("today noon", "11-23 12:00", "13:00"),
    ("today by 4", "11-23 10:15", "16:00"),
    ("by noon tomorrow", "11-24 09:00", "12:00"),
    ("by end of week", "11-23 10:15", "17:00"),
    ("before friday", "11-23 10:15", "17:00"),
    ("before the sale on friday", "11-23 10:15", "17:00"),
    ("the sale is friday so before then", "11-23 10:15", "17:00"),
    ("asap before friday", "11-23 10:15", "12:15"),
    ("now is good", "11-23 10:15", "12:15"),
    ("now please", "11-23 10:15", "12:15"),
    ("i can talk now", "11-23 10:15", "12:15"),
    ("immediately", "11-23 10:15", "12:15"),
    ("urgent", "11-23 10:15", "12:15"),
    ("today or tomorrow", "11-23 10:15", "17:00"),
    ("tuesday the first", "12-01 09:00", "17:00"),
    ("tuesday the 1st", "12-01 09:00", "17:00"),
    ("wednesday the 25th at 3", "11-25 15:00", "16:00"),
    ("nov 24 at two in the afternoon", "11-24 14:00", "15:00"),
    ("the twenty fifth", "11-25 09:00", "17:00"),
    ("on the twenty-fifth at 2", "11-25 14:00", "15:00"),
    ("december twenty second", "12-22 09:00", "17:00"),
    ("december the second", "12-02 09:00", "17:00"),
    ("tues at 3 if possible", "11-24 15:00", "16:00"),
    ("tuesday around 3 ish", "11-24 15:00", "16:00"),
    ("2ish on thursday next week", "12-03 14:00", "15:00"),
    ("next month", "12-01 09:00", "17:00"),
    ("the first of the month", "12-01 09:00", "17:00"),
    ("my day off is wednesday", "11-25 09:00", "17:00"),
    ("i'm off wednesdays", "11-25 09:00", "17:00"),
    ("wed is my day off", "11-25 09:00", "17:00"),
    ("off on thursdays", "12-03 09:00", "17:00"),
    ("any weekday", "11-23 10:15", "17:00"),
    ("business hours", "11-23 10:15", "17:00"),
    ("during business hours", "11-23 10:15", "17:00"),
    ("normal hours", "11-23 10:15", "17:00"),
    ("regular hours", "11-23 10:15", "17:00"),
    ("9-5", "11-23 10:15", "17:00"),
    ("mon to fri 9 to 5", "11-23 10:15", "17:00"),
    ("tomorrow all day", "11-24 09:00", "17:00"),
    ("all day tomorrow", "11-24 09:00", "17:00"),
    ("most mornings", "11-23 10:15", "12:00"),
    ("every morning", "11-23 10:15", "12:00"),
    ("any morning", "11-23 10:15", "12:00"),
    ("any afternoon this week", "11-23 12:00", "17:00"),
    ("any afternoon next week but wednesday", "11-30 12:00", "17:00"),
    ("either tuesday or wednesday", "11-24 09:00", "17:00"),
    ("ur choice", "11-23 10:15", "17:00"),
    ("up to you", "11-23 10:15", "17:00"),
    ("you decide", "11-23 10:15", "17:00"),
    ("idk whenever", "11-23 10:15", "17:00"),
    ("i dont care", "11-23 10:15", "17:00"),
    ("doesnt matter", "11-23 10:15", "17:00"),
    ("no pref", "11-23 10:15", "17:00"),
    ("to morrow", "11-24 09:00", "17:00"),
    ("two morrow", "11-24 09:00", "17:00"),
    ("too morrow at too", "11-24 14:00", "15:00"),
    ("at for", "11-23 16:00", "17:00"),
    ("after for pm", "11-23 16:00", "17:00"),
    ("wends day", "11-25 09:00", "17:00"),
    ("fry day", "11-27 09:00", "17:00"),
    ("at to pm", "11-23 14:00", "15:00"),
    ("tuesday @10", "11-24 10:00", "11:00"),
    ("tuesday@10am", "11-24 10:00", "11:00"),
    ("10am tuesday", "11-24 10:00", "11:00"),
    ("tuesday10am", "11-24 10:00", "11:00"),
    ("3p", "11-23 15:00", "16:00"),
    ("3 p", "11-23 15:00", "16:00"),
    ("3 p m", "11-23 15:00", "16:00"),
    ("3 P.M.", "11-23 15:00", "16:00"),
    ("3:00PM CST", "11-23 15:00", "16:00"),
    ("3 PM Central Time", "11-23 15:00", "16:00"),
    ("15h", "11-23 15:00", "16:00"),
    ("15h30", "11-23 15:30", "16:30"),
    ("at 9 sharp", "11-24 09:00", "10:00"),
    ("9 tomorrow", "11-24 09:00", "10:00"),
    ("10 tomorrow", "11-24 10:00", "11:00"),
    ("tomorrow 10", "11-24 10:00", "11:00"),
    ("tomorrow 10-12", "11-24 10:00", "12:00"),
    ("tomorrow, 10 am", "11-24 10:00", "11:00"),
    ("morning", "11-23 10:15", "12:00"),
    ("afternoon", "11-23 12:00", "17:00"),
    ("noon", "11-23 12:00", "13:00"),
    ("tomorrow", "11-24 09:00", "17:00"),
    ("good times are 9-10 and 3-4", "11-23 15:00", "16:00"),
]


@pytest.mark.parametrize(("text", "start", "end"), AS_ASKED)
def test_what_is_asked_is_what_is_booked(text: str, start: str, end: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None
    assert (f"{window.start:%m-%d %H:%M}", f"{window.end:%H:%M}") == (start, end)
    assert window.adjusted is None


ADJUSTED = [
    # outside the hours of a day that is open: the nearest hour of it
    (MONDAY, "when I get off at 6", "11-23 16:00", "17:00", "is open"),
    (MONDAY, "weekday evenings", "11-23 16:00", "17:00", "is open"),
    (MONDAY, "tonight", "11-23 16:00", "17:00", "is open"),
    (MONDAY, "tomorrow at 7pm", "11-24 16:00", "17:00", "is open"),
    (MONDAY, "tomorrow before work", "11-24 09:00", "10:00", "is open"),
    (MONDAY, "after 4:30pm arizona time", "11-23 16:00", "17:00", "is open"),
    # a closed day: the same time on the next open one
    (MONDAY, "11pm-1am", "11-23 16:00", "17:00", "is open"),  # over midnight
    (MONDAY, "between 10 at night and 2 in the morning", "11-23 16:00", "17:00", "is open"),
    (MONDAY, "weeknights", "11-23 16:00", "17:00", "is open"),
    (MONDAY, "christmas eve at 8pm", "12-24 16:00", "17:00", "is open"),
    (MONDAY, "thanksgiving", "11-27 09:00", "17:00", "Thanksgiving Day"),
    (MONDAY, "mlk day", "01-19 09:00", "17:00", "Martin Luther King Jr. Day"),
    (MONDAY, "saturday morning", "11-30 09:00", "12:00", "closed on Saturdays"),
    (MONDAY, "this weekend", "11-30 09:00", "17:00", "closed on Saturdays"),
    (MONDAY, "thursday at 2", "11-27 14:00", "15:00", "Thanksgiving Day"),
    (MONDAY, "12/25", "12-28 09:00", "17:00", "Christmas Day"),
    # too late, or too far
    (MONDAY, "today at 9", "11-23 10:15", "11:15", "time has passed"),
    (MONDAY, "yesterday", "11-23 10:15", "17:00", "day has passed"),
    (MONDAY, "in 6 months", "01-22 09:00", "17:00", "60 days"),
    (FRIDAY_EVENING, "right now", "12-07 09:00", "11:00", "is open"),
    (FRIDAY_EVENING, "today", "12-07 09:00", "17:00", ""),
]


@pytest.mark.parametrize(("now", "text", "start", "end", "reason"), ADJUSTED)
def test_what_cannot_be_had_becomes_the_nearest_and_says_so(
    now: datetime, text: str, start: str, end: str, reason: str
) -> None:
    window = parse_window(text, now)
    assert window is not None
    assert (f"{window.start:%m-%d %H:%M}", f"{window.end:%H:%M}") == (start, end)
    assert window.adjusted is not None
    assert reason in window.adjusted
    assert window.label in window.adjusted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "call me",
        "call me at 312-555-0143",
        "i owe 250000",
        "I owe $312,000 and it sold for 250k",
        "how much do i owe",
        "yes",
        "not now",
        "i don't know",
        "good morning",
        "feb 30",
        "13/45",
        "3 kids",
        "🙂",
    ],
)
def test_no_time_no_window(text: str) -> None:
    assert parse_window(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("next tuesday at 3", "Do you mean Tuesday, November 24 or Tuesday, December 1?"),
        ("monday", "Do you mean today, Monday, November 23, or Monday, November 30?"),
        ("tomorrow at 8", "Do you mean 8 in the morning or 8 in the evening?"),
        ("thursday dec 1", "Do you mean Tuesday, December 1 or Thursday, November 26?"),
    ],
)
def test_two_readings_are_asked_about(text: str, question: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None
    assert window.ambiguous == question


@pytest.mark.parametrize(
    ("text", "labels", "starts"),
    [
        ("next tuesday at 3", ["Tuesday, November 24", "Tuesday, December 1"], ["11-24 15", "12-01 15"]),
        ("monday", ["Monday, November 23", "Monday, November 30"], ["11-23 10", "11-30 09"]),
        ("tomorrow at 8", ["8 in the morning", "8 in the evening"], ["11-24 09", "11-24 16"]),
    ],
)
def test_each_reading_can_be_pressed_and_keeps_the_hour(text: str, labels: list[str], starts: list[str]) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None and [label for label, _ in window.either] == labels
    read = [parse_window(words, MONDAY) for _, words in window.either]
    assert [f"{each.start:%m-%d %H}" for each in read if each and not each.ambiguous] == starts


@pytest.mark.parametrize(
    "text", ["tuesday", "next monday", "at 3", "tomorrow at 8am", "7 in the evening", "this monday"]
)
def test_one_reading_is_not(text: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None
    assert window.ambiguous is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("weekday mornings", "weekday mornings"),
        ("any day but tuesday", "any day but tuesday"),
        ("when I get off at 6", "when I get off at 6"),  # cannot be had, so it is worth knowing
        ("Mondays after 3, at 312-555-0143", "Mondays after 3"),
        ("weekdays; my ssn is 123-45-6789", "weekdays; my ssn is [number removed]"),
        ("call me at 312-555-0143 any morning", "any morning"),
        ("tomorrow at 3", ""),
        ("asap", ""),
    ],
)
def test_a_wish_that_is_more_than_one_window_is_kept_in_words(text: str, wish: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None
    assert window.wish == wish


def test_a_wish_is_one_short_line() -> None:
    window = parse_window("weekday mornings\n<b>" + "please " * 100, MONDAY)
    assert window is not None
    assert len(window.wish) <= 120
    assert "\n" not in window.wish and "<" not in window.wish


def test_asap_is_the_next_two_hours_of_office_time() -> None:
    today = parse_window("asap please", MONDAY)
    evening = parse_window("as soon as possible", FRIDAY_EVENING)
    assert today is not None
    assert evening is not None
    assert today.asap
    assert today.label == "Monday, November 23, 10:15 a.m. to 12:15 p.m. Chicago time"
    assert evening.label == "Monday, December 7, 9 a.m. to 11 a.m. Chicago time"
    assert evening.adjusted is None


def test_a_weekday_named_on_that_day_after_closing_is_the_next_one() -> None:
    window = parse_window("friday", FRIDAY_EVENING)
    assert window is not None
    assert window.start.date() == date(2026, 12, 11)
    assert window.ambiguous is None


def test_the_label_has_the_callers_clock_first() -> None:
    window = parse_window("tomorrow morning", MONDAY, "America/New_York")
    assert window is not None
    assert window.label == "Tuesday, November 24, 10 a.m. to 12 noon Eastern time (9 a.m. to 11 a.m. Chicago time)"
    assert window.caller_start.hour == 10
    assert window.start.hour == 9


def test_the_label_names_both_days_where_they_differ() -> None:
    window = parse_window("wednesday", MONDAY, "Pacific/Guam")
    assert window is not None
    assert window.label == (
        "Wednesday, November 25, 1 a.m. to 9 a.m. Guam time (Tuesday, November 24, 9 a.m. to 5 p.m. Chicago time)"
    )


def test_daylight_saving_time_moves_the_hour_with_the_wall_clock() -> None:
    saturday = datetime(2026, 10, 31, 12, 0, tzinfo=CHICAGO)  # clocks go back that night
    window = parse_window("monday at 3", saturday, "America/Phoenix")
    assert window is not None
    assert window.start.astimezone(UTC) == datetime(2026, 11, 2, 22, 0, tzinfo=UTC)


def test_a_window_survives_json() -> None:
    window = parse_window("next tuesday evening", MONDAY, "America/Denver")
    assert window is not None
    again = CallingWindow.model_validate(window.model_dump(mode="json"))
    assert again == window
    assert again.label == window.label


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "New Year's Day"),
        (date(2027, 12, 31), "New Year's Day"),  # January 1, 2028 is a Saturday
        (date(2026, 1, 19), "Martin Luther King Jr. Day"),
        (date(2026, 2, 16), "Presidents' Day"),
        (date(2026, 5, 25), "Memorial Day"),
        (date(2026, 6, 19), "Juneteenth"),
        (date(2026, 7, 3), "Independence Day"),  # a Saturday's holiday is kept on Friday
        (date(2027, 7, 5), "Independence Day"),  # a Sunday's on Monday
        (date(2026, 9, 7), "Labor Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 11, 11), "Veterans Day"),
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 12, 25), "Christmas Day"),
    ],
)
def test_federal_holidays(day: date, name: str) -> None:
    assert holiday(day) == name
    assert open_hours(day) is None


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
ZONES = st.sampled_from(["America/Chicago", "America/New_York", "America/Phoenix", "Pacific/Honolulu", "Pacific/Guam"])
TIME_WORDS = """
    today tomorrow monday tuesday next this week weekend weekdays morning afternoon evening tonight after before between
    at and or not except any day but 3 8 10 12 4:30 9am 5pm 2-4 noon asap now in two hours days the 3rd dec 31 feb 29
    12/25 2027-01-01 until by from to christmas thanksgiving arizona time pacific lunch work off i can't , ; ? : / -
"""
WORDS = st.lists(st.sampled_from(TIME_WORDS.split()), max_size=14).map(" ".join)


def assert_is_real(window: CallingWindow | None, now: datetime) -> None:
    if window is None:
        return
    hours = open_hours(window.start.date())
    assert hours is not None
    assert hours[0] <= window.start < window.end <= hours[1]
    assert window.start >= now
    assert window.end - window.start >= timedelta(minutes=15)
    assert window.start - now < timedelta(days=80)
    assert window.label


@settings(max_examples=400, deadline=None)
@given(WORDS, MOMENTS, ZONES)
def test_words_about_time_never_leave_office_time(text: str, now: datetime, zone: str) -> None:
    assert_is_real(parse_window(text, now, zone), now)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=1000), MOMENTS)
def test_any_text_can_be_read(text: str, now: datetime) -> None:
    assert_is_real(parse_window(text, now), now)


@pytest.mark.parametrize(
    "piece", ["not ", "monday or ", "between 1 and ", "9-", "the ", "12/", "can't talk until ", "( "]
)
def test_long_repetition_is_read_too(piece: str) -> None:
    assert_is_real(parse_window((piece * 1000)[:1000], MONDAY), MONDAY)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("i get off at 6, my lunch is 11:30", "Monday, November 23, 11:30 a.m."),
        ("tuesday after 6 or else at noon", "Tuesday, November 24, 12 noon"),
        ("can you do wednesday at 7pm? or friday at 9am?", "Friday, November 27, 9 a.m."),
        ("salgo a las 6, o si no en mi lonche a la 1", "Monday, November 23, 1 p.m."),
        ("el jueves despues de las 6 o el viernes en la mañana", "Friday, November 27, 9 a.m."),
    ],
)
def test_of_two_times_the_one_that_can_be_had_is_taken(text: str, label: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None and window.label.startswith(label)
    assert window.adjusted is None and "Monday to Friday" in (window.aside or "")


@pytest.mark.parametrize(
    "text",
    [
        "i get off at 5",
        "not before 6",
        "I work til 6, thursday is better",
        "salgo a las 5 de la tarde",
        "trabajo hasta las 6",
    ],
)
def test_the_hour_before_somebody_gets_off_is_never_offered(text: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None and window.adjusted and window.unsuited


@pytest.mark.parametrize(
    "text",
    [
        "after 5 works",
        "after 6pm works best",
        "friday works, after 5",
        "tomorrow after 6",
        "saturday at 10",
        "evenings",
        "i get off at 3:30",
        "after 5 tomorrow",
    ],
)
def test_the_nearest_time_is_offered_where_nothing_rules_it_out(text: str) -> None:
    window = parse_window(text, MONDAY)
    assert window is not None and not window.unsuited and window.aside is None


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("no", True),
        ("i'm at work then, sorry i work at that time", True),
        ("a esa hora trabajo", True),
        ("can't do that time", True),
        ("no problem", False),
        ("that time is fine", False),
        ("ok then", False),
    ],
)
def test_a_time_that_does_not_suit(text: str, refuses: bool) -> None:
    assert not_then(text) == refuses


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # Somebody else's hours at school are when the writer is free, of the day that is named.
        ("while the kids are in school tomorrow", "Tuesday, December 1, 9 a.m. to 3 p.m."),
        ("when my daughters are in class friday", "Friday, December 4, 9 a.m. to 3 p.m."),
        ("my kids are in class tomorrow so then", "Tuesday, December 1, 9 a.m. to 5 p.m."),
        ("mientras los niños están en la escuela mañana", "Tuesday, December 1, 9 a.m. to 3 p.m."),
        # One's own are not.
        ("i am in class tomorrow, wednesday", "Wednesday, December 2, 9 a.m. to 5 p.m."),
        ("i have class tomorrow, thursday", "Thursday, December 3, 9 a.m. to 5 p.m."),
        # An hour without its colon, beside a day.
        ("tomorrow @ 230", "Tuesday, December 1, 2:30 p.m. to 3:30 p.m."),
        ("1130 wed", "Wednesday, December 2, 11:30 a.m. to 12:30 p.m."),
        ("tomorrow 0930", "Tuesday, December 1, 9:30 a.m. to 10:30 a.m."),
        ("wed 1430", "Wednesday, December 2, 2:30 p.m. to 3:30 p.m."),
        ("mañana 1030", "Tuesday, December 1, 10:30 a.m. to 11:30 a.m."),
        # A sum is none.
        ("i have to pay 1200 friday, call then", "Friday, December 4, 9 a.m. to 5 p.m."),
        ("friday, i owe 2000", "Friday, December 4, 9 a.m. to 5 p.m."),
    ],
)
def test_school_hours_and_hours_without_a_colon(text: str, label: str) -> None:
    window = parse_window(text, datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert window is not None and window.label.startswith(label)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("ok yeah i can prob sneak out at 4:30", "2026-11-24T16:30"),
        ("mejor a las 3 y media", "2026-11-24T15:30"),
        ("wednesday at 2", "2026-11-25T14:00"),
        ("as soon as you can", "2026-11-23T10:00"),
    ],
)
def test_an_hour_alone_is_meant_for_the_day_that_stands(text: str, start: str) -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=CHICAGO)
    window = parse_window(text, now, stood=parse_window("tomorrow", now))
    assert window is not None and window.start.isoformat().startswith(start)


def test_an_hour_that_is_over_on_that_day_is_meant_for_the_next() -> None:
    afternoon = datetime(2026, 11, 23, 14, tzinfo=ZoneInfo("America/Chicago"))
    window = parse_window("my lunch is at 12", afternoon, stood=parse_window("today", afternoon))
    assert window is not None and not window.adjusted and window.start.day == 24


@pytest.mark.parametrize(
    ("first", "then", "start", "adjusted"),
    [
        ("the day after tomorrow", "past six", "2026-11-25T16:00", True),
        ("past six", "the day after tomorrow", "2026-11-25T16:00", True),
        ("mornings", "december 2", "2026-12-02T09:00", False),
        ("at 2:30", "friday", "2026-11-27T14:30", False),
        ("friday", "around noon", "2026-11-27T12:00", False),
        ("this week, not today", "whenever you want", "2026-11-24T09:00", False),
        ("by wednesday", "at lunch", "2026-11-23T12:00", False),
        ("as soon as possible", "at lunch", "2026-11-23T12:00", False),
        ("solo en la tarde", "el viernes", "2026-11-27T12:00", False),
    ],
)
def test_a_time_comes_in_pieces(first: str, then: str, start: str, adjusted: bool) -> None:
    window = parse_window(then, MONDAY, stood=parse_window(first, MONDAY))
    assert window and (f"{window.start:%Y-%m-%dT%H:%M}", window.adjusted is not None) == (start, adjusted)


def test_who_cannot_talk_in_office_hours_is_offered_none_on_another_day() -> None:
    stood = parse_window("I work until half past five", MONDAY)
    assert stood and stood.unsuited
    window = parse_window("wednesday", MONDAY, stood=stood)
    assert window and window.unsuited
    free = parse_window("wednesday on my lunch", MONDAY, stood=stood)
    assert free and not free.unsuited and not free.adjusted


def test_a_booked_time_moved_to_another_day_keeps_its_hours() -> None:
    start = datetime(2026, 11, 24, 14, tzinfo=CHICAGO)
    booked = CallingWindow.between(start, start + timedelta(hours=1), "America/Chicago")
    window = parse_window("december 1", MONDAY, stood=booked)
    assert window and (window.start.day, window.start.hour, window.end.hour) == (1, 14, 15)


@pytest.mark.parametrize(
    ("text", "by"),
    [("sometime before friday", 26), ("by wednesday please", 25), ("friday", None), ("after friday", None)],
)
def test_a_limit_is_known(text: str, by: int | None) -> None:
    window = parse_window(text, MONDAY)
    assert window and (window.by.day if window.by else None) == by


@pytest.mark.parametrize("text", ["make that 4", "4 would be better", "can it be 4 instead", "change it to 4"])
def test_an_hour_is_known_by_what_is_said_of_it(text: str) -> None:
    window = parse_window(with_hours(text), MONDAY)
    assert window and window.start.hour == 16
    assert parse_window(with_hours("make it 4 payments of 90"), MONDAY) is None


@pytest.mark.parametrize("then", ["ok then wednesday is fine", "wednesday works for me", "bueno, el miércoles"])
def test_a_day_that_takes_an_offer_up_keeps_the_hours_that_were_offered(then: str) -> None:
    """Of "8 at night" only what the office can do is left; that it was asked for is still noted."""
    offered = parse_window("tuesday at 8 at night", MONDAY)
    assert offered and offered.adjusted
    window = parse_window(then, MONDAY, stood=offered)
    assert window and not window.adjusted
    assert f"{window.start:%a %H:%M}" == "Wed 16:00"
    assert "8 at night" in window.wish
    later = parse_window("wednesday doesn't work, thursday at 8 at night", MONDAY, stood=offered)
    assert later and later.adjusted

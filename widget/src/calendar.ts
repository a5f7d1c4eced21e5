// Calls and days as a file that every calendar takes (RFC 5545). Times are in UTC; a day has no time and blocks none.

export interface Entry {
  /** The same each time the file is made, so that a calendar which knows the entry keeps one. */
  id: string;
  title: string;
  about: string;
  /** A moment, or a whole day: "2026-12-03". */
  start: string;
  end?: string;
}

/** What saves them; null where there are none. */
export function calendar(name: string, entries: Entry[]): (() => void) | null {
  if (!entries.length) return null;
  return () => {
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Shortfall//EN",
      ...entries.flatMap(({ id, title, about, start, end }) => [
        "BEGIN:VEVENT",
        `UID:${plain(id)}@shortfall`,
        `DTSTAMP${stamp(new Date())}`,
        `DTSTART${stamp(start)}`,
        end ? `DTEND${stamp(end)}` : "TRANSP:TRANSPARENT",
        `SUMMARY:${plain(title)}`,
        `DESCRIPTION:${plain(about)}`,
        "END:VEVENT",
      ]),
      "END:VCALENDAR",
      "",
    ];
    const url = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/calendar" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${name}.ics` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
}

function stamp(moment: string | Date): string {
  const at = new Date(moment).toISOString().replace(/[-:]|\.\d+/g, "");
  return String(moment).length === 10 ? `;VALUE=DATE:${at.slice(0, 8)}` : `:${at}`;
}

/** On one line, escaped, and folded so that no line has more than 75 octets. */
function plain(words: string): string {
  return words
    .replace(/\s+/g, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/.{30}(?=.)/gu, "$&\r\n ");
}

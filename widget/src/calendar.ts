// A call as a file that every calendar takes (RFC 5545). Times are in UTC; lines are short enough not to be folded.

interface Call {
  title: string;
  reference: string;
  phone: string;
  start: unknown;
  end: unknown;
}

/** What saves the call; null where it is not known when it is. */
export function calendar({ title, reference, phone, start, end }: Call): (() => void) | null {
  const [from, to] = [stamp(start), stamp(end)];
  if (!from || !to) return null;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Shortfall//EN",
    "BEGIN:VEVENT",
    `UID:${plain(reference)}@shortfall`,
    `DTSTAMP:${stamp(new Date().toISOString())}`,
    `DTSTART:${from}`,
    `DTEND:${to}`,
    `SUMMARY:${plain(title)}`,
    `DESCRIPTION:${plain(`${reference} ${phone}`)}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ];
  return () => {
    const url = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/calendar" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${reference}.ics` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
}

function stamp(moment: unknown): string | null {
  const at = new Date(String(moment ?? ""));
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace(/[-:]|\.\d+/g, "");
}

function plain(words: string): string {
  return words.slice(0, 50).replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ");
}

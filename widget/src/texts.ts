// Every word the widget itself says. A second language is a second table here; `labels` overrides single texts.

export const en = {
  launcher: "Ask a question",
  launcherAgain: "Back to my chat",
  unread: "{n} new",
  title: "Foreclosure questions",
  subtitle: "Automated assistant",
  close: "Close chat",
  menu: "More",
  print: "Print a summary",
  restart: "Start over",
  erase: "Erase my chat",
  person: "Talk to a person",
  call: "Call {phone}",
  callMe: "Have someone call me",
  conversation: "Conversation",
  youSaid: "You said:",
  assistantSays: "Assistant says:",
  choices: "You can choose: {choices}.",
  chosen: "chosen",
  sources: "Where this comes from",
  newTab: "(opens in a new tab)",
  yourQuestion: "Your question",
  placeholder: "Can they take my pay?",
  send: "Send",
  disclaimer: "General information, not legal advice. Not confidential. Chats are stored.",
  left: "{n} characters left",
  typing: "The assistant is looking this up",
  slow: "Still looking. You do not have to wait here.",
  slowCall: "You can also call {phone}.",
  offline: "Your message did not get through. Your words are kept here.",
  cannotLoad: "Your chat could not be reached just now.",
  problem: "Sorry, something went wrong on our side.",
  again: "Try again",
  againSoon: "I will try again by myself in {n} seconds.",
  tooSoon: "Please wait {n} more seconds before you try again.",
  unanswered: "This message has not been answered yet.",
  ended: "Your earlier chat had ended. This is a new one.",
  erased: "Your chat has been erased.",
  eraseTitle: "Erase this chat?",
  eraseText: "Everything said here is deleted and cannot be brought back. A callback you asked for stays booked.",
  eraseKeep: "Keep it",
  eraseNow: "Erase",
  nothingToPrint: "There is nothing to print yet. Ask something first.",
  summaryReady: "Your summary is ready:",
  summaryOpen: "open it to print or save",
  to: "{low} to {high}",
  picture: "Picture of the figures:",
  estimate: "Rough estimate",
  debt: "The debt",
  owed: "Owed",
  total: "Owed in all",
  salePrice: "Sale price",
  deficiency: "Left to pay, roughly",
  leftToPay: "Left to pay",
  surplus: "Left over for you, roughly",
  leftOver: "Left over for you",
  perYear: "As an unpaid judgment it grows each year by",
  interest: "Interest up to the sale",
  costs: "Court costs",
  fees: "Lawyers’ fees",
  advances: "Taxes and insurance the lender paid",
  saleCosts: "Sale costs",
  credits: "Credits",
  marketValue: "Market value",
  juniorLiens: "Other liens",
  wages: "Paycheck limit",
  pay: "Your pay",
  gross: "Pay before deductions",
  disposable: "Pay after required deductions",
  maximum: "The most a court order can take",
  canBeTaken: "The most that can be taken",
  protectedPay: "Take-home pay that the state leaves alone",
  exempt: "Income with its own protection:",
  weekly: "a week",
  fortnightly: "every two weeks",
  twice_a_month: "twice a month",
  monthly: "a month",
  callback: "Your callback",
  reference: "Reference",
  when: "Planned for",
};

export type Texts = typeof en;

const TABLES: Record<string, Texts> = { en };

/** The texts for a locale ("en-US", "es"), English where there is no table, with single ones replaced. */
export function textsFor(locale: string, labels: Partial<Texts> = {}): Texts {
  const table = TABLES[locale.toLowerCase().split("-")[0] ?? ""] ?? en;
  return { ...table, ...labels };
}

/** `{name}` filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

// Every word the widget itself says, in English and Spanish. `labels` overrides single texts. What only cards say comes with them.

type Table = Record<string, readonly [string, string]>;
type Words<T> = { [name in keyof T]: string };

const PANEL = {
  launcher: ["Ask a question", "Hacer una pregunta"],
  launcherAgain: ["Back to my chat", "Volver a mi chat"],
  unread: ["{n} new", "{n} nuevos"],
  title: ["Foreclosure questions", "Preguntas sobre ejecución hipotecaria"],
  subtitle: ["Automated assistant", "Asistente automático"],
  close: ["Close chat", "Cerrar el chat"],
  menu: ["More", "Más"],
  print: ["Print a summary", "Imprimir un resumen"],
  restart: ["Start over", "Empezar de nuevo"],
  erase: ["Erase my chat", "Borrar mi chat"],
  person: ["Talk to a person", "Hablar con una persona"],
  call: ["Call {phone}", "Llamar al {phone}"],
  callMe: ["Have someone call me", "Que alguien me llame"],
  conversation: ["Conversation", "Conversación"],
  youSaid: ["You said:", "Usted dijo:"],
  assistantSays: ["Assistant says:", "El asistente dice:"],
  choices: ["You can choose: {choices}.", "Puede elegir: {choices}."],
  chosen: ["chosen", "elegido"],
  sources: ["Where this comes from", "De dónde viene esto"],
  newTab: ["(opens in a new tab)", "(se abre en otra pestaña)"],
  yourQuestion: ["Your question", "Su pregunta"],
  placeholder: ["Can they take my pay?", "¿Pueden quitarme el sueldo?"],
  send: ["Send", "Enviar"],
  disclaimer: ["General information, not legal advice. Not confidential. Chats are stored.", "Información general, no asesoría legal. No es confidencial. Los chats se guardan."],
  left: ["{n} characters left", "Quedan {n} caracteres"],
  typing: ["The assistant is looking this up", "El asistente está buscando"],
  slow: ["Still looking. You do not have to wait here.", "Sigo buscando. No tiene que esperar aquí."],
  slowCall: ["You can also call {phone}.", "También puede llamar al {phone}."],
  offline: ["Your message did not get through. Your words are kept here.", "Su mensaje no llegó. Sus palabras se guardan aquí."],
  cannotLoad: ["Your chat could not be reached just now.", "No se pudo abrir su chat en este momento."],
  problem: ["Sorry, something went wrong on our side.", "Perdón, algo falló de nuestro lado."],
  again: ["Try again", "Intentar de nuevo"],
  againSoon: ["I will try again by myself in {n} seconds.", "Lo intentaré otra vez en {n} segundos."],
  tooSoon: ["Please wait {n} more seconds before you try again.", "Espere {n} segundos más antes de intentarlo otra vez."],
  unsent: ["This message was not sent. Your words are kept here.", "Este mensaje no se envió. Sus palabras se guardan aquí."],
  earlier: ["Show earlier messages", "Ver mensajes anteriores"],
  unanswered: ["This message has not been answered yet.", "Este mensaje todavía no tiene respuesta."],
  ended: ["Your earlier chat had ended. This is a new one.", "Su chat anterior había terminado. Este es uno nuevo."],
  erased: ["Your chat has been erased.", "Su chat se borró."],
  eraseTitle: ["Erase this chat?", "¿Borrar este chat?"],
  eraseText: ["Everything said here is deleted and cannot be brought back. A callback you asked for stays booked.", "Todo lo dicho aquí se borra y no se puede recuperar. Una llamada que pidió sigue en pie."],
  eraseKeep: ["Keep it", "Conservarlo"],
  eraseNow: ["Erase", "Borrar"],
  nothingToPrint: ["There is nothing to print yet. Ask something first.", "Todavía no hay nada que imprimir. Primero pregunte algo."],
  summaryReady: ["Your summary is ready:", "Su resumen está listo:"],
  summaryOpen: ["open it to print or save", "ábralo para imprimir o guardar"],
  reviewed: ["Reviewed by {by} on {on}.", "Revisado por {by} el {on}."],
  unreviewed: ["Not yet reviewed by the attorney.", "El abogado todavía no lo ha revisado."],
  details: ["Details", "Detalles"],
  other: ["Español", "English"],
  sayCallMe: ["Can someone call me?", "¿Alguien puede llamarme?"],
  sayRestart: ["Start over", "Empezar de nuevo"],
  sayOther: ["En español, por favor", "In English, please"],
  helped: ["Did this help?", "¿Le sirvió?"],
  yes: ["Yes", "Sí"],
  no: ["No", "No"],
  thanks: ["Thank you.", "Gracias."],
  newest: ["New messages", "Mensajes nuevos"],
  letters: ["Type words instead", "Escribir con letras"],
  asks_name: ["Your name", "Su nombre"],
  asks_phone: ["Phone number", "Número de teléfono"],
  asks_amount: ["Amount", "Cantidad"],
  asks_time: ["A good time", "Una buena hora"],
  asks_state: ["State", "Estado"],
  asks_words: ["Your answer", "Su respuesta"],
  like_name: ["A first name is enough", "Basta el nombre"],
  like_phone: ["312 555 0143", "312 555 0143"],
  like_amount: ["250,000", "250,000"],
  like_time: ["tomorrow afternoon", "mañana por la tarde"],
  like_state: ["Illinois", "Illinois"],
  like_yes_or_no: ["Yes", "Sí"],
} satisfies Table;

const CARDS = {
  to: ["{low} to {high}", "{low} a {high}"],
  picture: ["Picture of the figures:", "Dibujo de las cifras:"],
  estimate: ["Rough estimate", "Cálculo aproximado"],
  debt: ["The debt", "La deuda"],
  owed: ["Owed", "Se debe"],
  total: ["Owed in all", "Se debe en total"],
  salePrice: ["Sale price", "Precio de venta"],
  deficiency: ["Left to pay, roughly", "Queda por pagar, más o menos"],
  leftToPay: ["Left to pay", "Queda por pagar"],
  surplus: ["Left over for you, roughly", "Sobra para usted, más o menos"],
  leftOver: ["Left over for you", "Sobra para usted"],
  perYear: ["As an unpaid judgment it grows each year by", "Como sentencia sin pagar crece cada año"],
  interest: ["Interest up to the sale", "Intereses hasta la venta"],
  costs: ["Court costs", "Costos de la corte"],
  fees: ["Lawyers’ fees", "Honorarios de abogados"],
  advances: ["Taxes and insurance the lender paid", "Impuestos y seguro que pagó el prestamista"],
  saleCosts: ["Sale costs", "Costos de la venta"],
  credits: ["Credits", "Créditos"],
  marketValue: ["Market value", "Valor de mercado"],
  juniorLiens: ["Other liens", "Otros gravámenes"],
  wages: ["Paycheck limit", "Límite sobre el sueldo"],
  pay: ["Your pay", "Su sueldo"],
  gross: ["Pay before deductions", "Sueldo antes de descuentos"],
  disposable: ["Pay after required deductions", "Sueldo después de descuentos obligatorios"],
  maximum: ["The most a court order can take", "Lo más que puede quitar una orden de la corte"],
  canBeTaken: ["The most that can be taken", "Lo más que pueden quitar"],
  protectedPay: ["Take-home pay that the state leaves alone", "Sueldo neto que el estado no toca"],
  exempt: ["Income with its own protection:", "Ingresos con protección propia:"],
  weekly: ["a week", "por semana"],
  fortnightly: ["every two weeks", "cada dos semanas"],
  twice_a_month: ["twice a month", "dos veces al mes"],
  monthly: ["a month", "por mes"],
  growth: ["How an unpaid judgment grows", "Cómo crece una sentencia sin pagar"],
  grows: ["It grows each year by", "Crece cada año"],
  judgment: ["The judgment", "La sentencia"],
  rate: ["Interest a year", "Interés al año"],
  or: ["{a} or {b}", "{a} o {b}"],
  perDay: ["Each day it grows by", "Cada día crece"],
  unpaidAfter: ["Unpaid after {time}", "Sin pagar después de {time}"],
  range: ["{low} to {high} days", "{low} a {high} días"],
  today: ["today", "hoy"],
  onDate: ["{what} ({date})", "{what} ({date})"],
  day: ["1 day", "1 día"],
  days: ["{n} days", "{n} días"],
  month: ["1 month", "1 mes"],
  months: ["{n} months", "{n} meses"],
  year: ["1 year", "1 año"],
  years: ["{n} years", "{n} años"],
  and: ["{a} and {b}", "{a} y {b}"],
  plan: ["What a monthly payment does", "Qué logra un pago mensual"],
  payment: ["Paid each month", "Pago de cada mes"],
  firstInterest: ["Interest in the first month", "Intereses del primer mes"],
  paidOff: ["Paid off after", "Pagado después de"],
  never: ["never: the payment does not get past the interest", "nunca: el pago no pasa de los intereses"],
  neverShort: ["never", "nunca"],
  interestInAll: ["Interest in all", "Intereses en total"],
  paidInAll: ["Paid in all", "Pagado en total"],
  callback: ["Your callback", "Su llamada"],
  reference: ["Reference", "Referencia"],
  when: ["Planned for", "Prevista para"],
  calendar: ["Add to my calendar", "Agregar a mi calendario"],
  printThis: ["Print", "Imprimir"],
  callFrom: ["Call from {firm}", "Llamada de {firm}"],
} satisfies Table;

export type Language = "en" | "es";
export type Texts = Words<typeof PANEL>;
export type CardTexts = Words<typeof CARDS>;
export type Labels = Partial<Texts & CardTexts>;

/** The language of a locale ("es-MX"); English where we do not speak it. */
export function languageOf(locale: string): Language {
  return /^es\b/i.test(locale) ? "es" : "en";
}

/** The texts of the panel, with single ones replaced. */
export function textsFor(language: Language, labels: Labels = {}): Texts {
  return { ...of(PANEL, language), ...labels };
}

/** The texts of the cards, with single ones replaced. */
export function cardTextsFor(language: Language, labels: Labels = {}): CardTexts {
  return { ...of(CARDS, language), ...labels };
}

/** `{name}` filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function of<T extends Table>(table: T, language: Language): Words<T> {
  const column = language === "es" ? 1 : 0;
  return Object.fromEntries(Object.entries(table).map(([name, words]) => [name, words[column]])) as Words<T>;
}

import type { Switches } from "./switches.ts";

/** An uncaught error as osascript has it before printing. */
export interface ScriptError {
  /** Apple event error number; -2700 for an error that the script itself threw. */
  number: number;
  /** Of a JavaScript error: "Error", "TypeError" … */
  name: string;
  message: string;
}

export const generalError = -2700;

interface Texts {
  english: string;
  /** In another language of the system, with its typographic apostrophes. */
  french: string;
}

const texts: Record<number, Texts> = {
  [-128]: { english: "User canceled.", french: "L’utilisateur a annulé." },
  [-600]: { english: "Application isn't running.", french: "L’application n’est pas ouverte." },
  [-609]: { english: "Connection is invalid.", french: "La connexion n’est pas valide." },
  [-1700]: { english: "Can't convert types.", french: "Impossible de convertir les types." },
  [-1708]: { english: "Message not understood.", french: "L’événement n’est pas géré." },
  [-1712]: { english: "AppleEvent timed out.", french: "L’AppleEvent a expiré." },
  [-1715]: { english: "Parameter is missing.", french: "Il manque un paramètre." },
  [-1719]: { english: "Invalid index.", french: "Index non valable." },
  [-1728]: { english: "Can't get object.", french: "Impossible d’obtenir l’objet." },
  [-1743]: {
    english: "Not authorized to send Apple events to iTerm.",
    french: "L’envoi d’événements Apple à iTerm n’est pas autorisé.",
  },
  [-1744]: {
    english: "Sending Apple events to iTerm needs the user's consent.",
    french: "L’envoi d’événements Apple à iTerm requiert l’accord de l’utilisateur.",
  },
  [-10000]: { english: "AppleEvent handler failed.", french: "Le gestionnaire AppleEvent a échoué." },
  [-10006]: { english: "Can't set that.", french: "Impossible de régler cet élément." },
};

/** The system's words for an Apple event error, in the language of the Mac. */
export function messageFor(number: number, shape: Switches["stderrShape"]): string {
  const known = texts[number];
  if (shape === "localised") return known?.french ?? `Une erreur de type ${number} s’est produite.`;
  return known?.english ?? `An error of type ${number} has occurred.`;
}

type Printer = (error: ScriptError) => string;

const printers: Record<Switches["stderrShape"], Printer> = {
  two_errors: ({ name, message }) => `execution error: Error: ${name}: ${message}`,
  one_error: ({ name, message }) => `execution error: ${name}: ${message}`,
  application_name: ({ message }) => `execution error: iTerm got an error: ${message}`,
  offsets: ({ name, message }) => `1224:1310: execution error: Error: ${name}: ${message}`,
  localised: ({ name, message }) => `erreur d’exécution : Error: ${name}: ${message}`,
};

/** The line on stderr, with its newline. Whatever the shape, it ends in `(number)`. */
export function printError(error: ScriptError, shape: Switches["stderrShape"]): string {
  return `${printers[shape](error)} (${error.number})\n`;
}

/** What a program tells the terminal by escape codes, beyond what it draws. */
export type EscapeEvent =
  | { kind: "title"; which: "icon" | "window" | "both"; text: string } // OSC 1, OSC 2, OSC 0
  | { kind: "user_variable"; name: string; value: string }
  | { kind: "badge"; format: string }
  | { kind: "attention"; how: "yes" | "once" | "no" | "flash" | "fireworks" }
  | { kind: "mark" }
  | { kind: "clear_scrollback" }
  | { kind: "directory"; path: string }
  | { kind: "prompt"; mark: "A" | "B" | "C" }
  | { kind: "prompt"; mark: "D"; code: number | null }
  | { kind: "notification"; text: string }
  | { kind: "progress"; state: number; percent: number | null }
  | { kind: "bell" };

type Reader = (data: string) => EscapeEvent | null;

function base64(text: string): string | null {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : null;
}

const ATTENTION = ["yes", "once", "no", "flash", "fireworks"] as const;

/** OSC 1337 by key: what comes after `Key=` (empty without one). */
const ITERM2: Record<string, Reader> = {
  SetUserVar: (argument) => {
    const [, name, encoded] = /^([^=]+)=(.*)$/s.exec(argument) ?? [];
    const value = encoded === undefined ? null : base64(encoded);
    return name === undefined || value === null ? null : { kind: "user_variable", name, value };
  },
  SetBadgeFormat: (argument) => {
    const format = base64(argument);
    return format === null ? null : { kind: "badge", format };
  },
  RequestAttention: (argument) => {
    const how = ATTENTION.find((known) => known === argument);
    return how ? { kind: "attention", how } : null;
  },
  SetMark: () => ({ kind: "mark" }),
  ClearScrollback: () => ({ kind: "clear_scrollback" }),
  CurrentDir: (path) => ({ kind: "directory", path }),
};

function finalTerm(data: string): EscapeEvent | null {
  const [mark, code] = data.split(";");
  if (mark === "A" || mark === "B" || mark === "C") {
    return { kind: "prompt", mark };
  }
  return mark === "D" ? { kind: "prompt", mark, code: /^\d+$/.test(code ?? "") ? Number(code) : null } : null;
}

function growl(data: string): EscapeEvent {
  const [, state, percent] = /^4;(\d)(?:;(\d{1,3}))?$/.exec(data) ?? [];
  return state === undefined
    ? { kind: "notification", text: data }
    : { kind: "progress", state: Number(state), percent: percent === undefined ? null : Number(percent) };
}

/**
 * The operating system commands that iTerm2 reads and that concern sessions, by number.
 * A null answer means: malformed, nothing happens, as in iTerm2.
 */
export const OSC_READERS: Record<number, Reader> = {
  0: (text) => ({ kind: "title", which: "both", text }),
  1: (text) => ({ kind: "title", which: "icon", text }),
  2: (text) => ({ kind: "title", which: "window", text }),
  7: (url) => (URL.canParse(url) ? { kind: "directory", path: decodeURIComponent(new URL(url).pathname) } : null),
  9: growl,
  133: finalTerm,
  1337: (data) => {
    const [, key, argument] = /^([A-Za-z]+)(?:=(.*))?$/s.exec(data) ?? [];
    return ITERM2[key ?? ""]?.(argument ?? "") ?? null;
  },
};

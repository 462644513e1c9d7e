import type { LaunchOptions } from "./launcher.ts";
import type { Raycast } from "./raycast.ts";
import type { Run } from "./run.ts";

/** What the user says when a link wants to run a command: once, always from now on, or not at all. */
export type LinkAnswer = "once" | "always" | "cancel";

/** `raycast://extensions/<author>/<extension>/<command>?arguments=&context=&launchType=&fallbackText=`. */
export class DeepLinks {
  readonly #raycast: Raycast;
  /** Answers to come, in order; without one the link is refused, as nobody is there to answer. */
  readonly answers: LinkAnswer[] = [];
  /** Every question that was put to the user: the command's name. */
  readonly asked: string[] = [];

  constructor(raycast: Raycast) {
    this.#raycast = raycast;
  }

  /** The started run; null if the user said no. Throws on a link that leads nowhere. */
  async open(link: string): Promise<Run | null> {
    const { launcher, manifest, records } = this.#raycast;
    const url = new URL(link);
    const [author, extension, name = ""] = url.pathname.split("/").slice(1).map(decodeURIComponent);
    if (url.protocol !== "raycast:" || url.hostname !== "extensions") throw new Error(`Not a deep link: ${link}`);
    if (author !== (manifest.owner ?? manifest.author) || extension !== manifest.name) {
      throw new Error(`The extension "${author}/${extension}" is not installed`);
    }
    const command = launcher.command(name);
    if (!launcher.isEnabled(command)) throw new Error(`The command "${name}" is disabled`);
    if (!records.now.links.includes(name) && !this.#ask(name)) return null;
    const options: LaunchOptions = {
      arguments: json(url, "arguments"),
      context: json(url, "context"),
      fallbackText: url.searchParams.get("fallbackText") ?? undefined,
    };
    const type = url.searchParams.get("launchType") ?? "userInitiated";
    if (type !== "userInitiated" && type !== "background") throw new Error(`No launch type: ${type}`);
    if (type === "background" && command.mode === "view") throw new Error(`${name} is a view: it has no background`);
    const run = type === "background" ? launcher.inBackground(command, options) : launcher.byUser(command, options);
    if (command.mode === "view") await this.#raycast.show(run, command);
    if (command.mode === "menu-bar") void this.#raycast.menuBar(name).take(run);
    return run;
  }

  #ask(name: string): boolean {
    this.asked.push(name);
    const answer = this.answers.shift() ?? "cancel";
    if (answer === "always") this.#raycast.records.change(({ links }) => links.push(name));
    return answer !== "cancel";
  }
}

function json(url: URL, parameter: string): Record<string, unknown> | undefined {
  const text = url.searchParams.get(parameter);
  return text === null ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

/** What may differ between Macs, or is inferred rather than known: tests run under each setting. */
export interface Switches {
  /** How an error is printed. Only the final `(number)` is the same in all of them. */
  stderrShape: "two_errors" | "one_error" | "application_name" | "offsets" | "localised";
  /** Whether `Application("iTerm2")` is found; if not, it fails with -1728 and only the bundle id works. */
  findsByName: boolean;
  /** Whether the first event to an application that is not running launches it; else -600. */
  launchesOnFirstEvent: boolean;
  /** `when_permitted`: members are undefined while the application is not running or may not be controlled. */
  terminology: "always" | "when_permitted" | "never";
  /** What reading `.length` of an element collection sends: one count, or a get of the whole collection. */
  lengthSends: "count" | "get";
}

/** The less forgiving of each pair. */
export const defaultSwitches: Switches = {
  stderrShape: "two_errors",
  findsByName: false,
  launchesOnFirstEvent: false,
  terminology: "always",
  lengthSends: "count",
};

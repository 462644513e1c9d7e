/**
 * The part of iTerm2's scripting dictionary that we use, as JXA shows it. A property or an element collection is read by
 * calling it; a chain over a collection reads the whole column in one Apple event. What an app in another state may give
 * (null for a window without tabs) is in the types.
 */

/** A column over one more level of elements. */
export type Column<T> = (T | null)[] | null;

export interface JxaSession {
  id(): string;
  /** Text is typed as it is; a carriage return follows unless `newline` is false. */
  write(parameters: { text: string; newline: boolean }): void;
  contents(): string | null;
  variable(parameters: { named: string }): string | null;
  close(): void;
  select(): void;
  splitHorizontally(parameters: { withProfile: string; command: string }): JxaSession | null;
  splitVertically(parameters: { withProfile: string; command: string }): JxaSession | null;
  splitHorizontallyWithDefaultProfile(parameters: { command: string }): JxaSession | null;
  splitVerticallyWithDefaultProfile(parameters: { command: string }): JxaSession | null;
}

export interface JxaTab {
  close(): void;
  select(): void;
  sessions: {
    byId(id: string): JxaSession;
    id(): Column<string>;
    columns(): Column<number>;
    rows(): Column<number>;
  };
}

/** What is read of many tabs at once: the titles of tabs, and texts and flags of the sessions in them. */
export interface JxaTabColumns<Titles, Texts, Flags> {
  title(): Titles;
  sessions: {
    id(): Texts;
    tty(): Texts;
    name(): Texts;
    isProcessing(): Flags;
    isAtShellPrompt(): Flags;
  };
}

type OfTabs<T> = Column<T>;
type OfSessions<T> = Column<OfTabs<T>>;

/** One window's columns: [tab] or [tab][session]. */
export interface JxaTabs extends JxaTabColumns<OfTabs<string>, OfSessions<string>, OfSessions<boolean>> {
  at(index: number): JxaTab;
  sessions: JxaTabColumns<OfTabs<string>, OfSessions<string>, OfSessions<boolean>>["sessions"] & {
    columns(): OfSessions<number>;
    rows(): OfSessions<number>;
  };
}

export interface JxaWindow {
  id(): number;
  select(): void;
  tabs: JxaTabs;
  currentTab: { index(): number | null };
  createTabWithDefaultProfile(parameters: { command: string }): JxaTab | null;
  createTab(parameters: { withProfile: string; command: string }): JxaTab | null;
}

/** All windows, front to back; columns are [window], [window][tab] or [window][tab][session]. */
export interface JxaWindows {
  byId(id: number): JxaWindow;
  id(): Column<number>;
  isHotkeyWindow(): Column<boolean>;
  tabs: JxaTabColumns<Column<OfTabs<string>>, Column<OfSessions<string>>, Column<OfSessions<boolean>>>;
}

export interface JxaITerm2 {
  /** Never launches it, and is no Apple event to it. */
  running(): boolean;
  /** Whether it is the app in front. */
  frontmost(): boolean;
  /** The window in front of its windows; an error where there is none. */
  currentWindow: { currentSession: { id(): string } };
  launch(): void;
  activate(): void;
  windows: JxaWindows;
  createWindowWithDefaultProfile(parameters: { command: string }): JxaWindow | null;
  createWindowWithProfile(profile: string, parameters: { command: string }): JxaWindow | null;
}

/** What a JXA script finds around it. */
export interface JxaGlobals {
  /** Throws when there is no such app. */
  Application(bundleId: string): JxaITerm2;
  /** Seconds. */
  delay(seconds: number): void;
  console: { log(text: string): void };
}

/** What an error caught inside a script looks like. */
export interface JxaError {
  errorNumber?: number;
}

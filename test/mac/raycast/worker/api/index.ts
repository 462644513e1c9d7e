import type * as Raycast from "@raycast/api";
import { useNavigation } from "../navigation.ts";
import { Action, ActionPanel } from "./actions.ts";
import { Cache, type PublicCache } from "./cache.ts";
import { Clipboard } from "./clipboard.ts";
import * as command from "./command.ts";
import { Detail } from "./detail.ts";
import { Color, Icon, Image, LaunchType, PopToRootType } from "./enums.ts";
import { Form } from "./form.ts";
import { Keyboard } from "./keyboard.ts";
import { Grid, List } from "./list.ts";
import { MenuBarExtra } from "./menu-bar.ts";
import { LocalStorage } from "./storage.ts";
import { strict, unmodelled } from "./strict.ts";
import * as system from "./system.ts";
import { Toast, showToast, type PublicToast } from "./toast.ts";
import { unmodelledNames } from "./unmodelled.ts";
import * as window from "./window.ts";

type RealApi = typeof Raycast;

/** Every name of the real module must be modelled below or named in `unmodelled.ts`; the compiler sees to it. */
type Modelled = Omit<RealApi, (typeof unmodelledNames)[number] | keyof WithoutPrivates> & WithoutPrivates;

/** These classes have private fields in the declarations, so only their public part can be stood in for. */
interface WithoutPrivates {
  Cache: (new (options?: Raycast.Cache.Options) => PublicCache) & StaticsOf<RealApi["Cache"]>;
  Toast: (new (options: Raycast.Toast.Options) => PublicToast) & StaticsOf<RealApi["Toast"]>;
  showToast: {
    (options: Raycast.Toast.Options): Promise<PublicToast>;
    (style: Raycast.Toast.Style, title: string, message?: string): Promise<PublicToast>;
  };
}
type StaticsOf<Class> = Omit<Class, "prototype">;

const modelled = {
  Action,
  ActionPanel,
  Alert: window.Alert,
  Cache,
  Clipboard,
  Color,
  Detail,
  Form,
  Grid,
  Icon,
  Image,
  Keyboard,
  LaunchType,
  List,
  LocalStorage,
  MenuBarExtra,
  PopToRootType,
  Toast,

  captureException: command.captureException,
  clearSearchBar: window.clearSearchBar,
  closeMainWindow: window.closeMainWindow,
  confirmAlert: window.confirmAlert,
  environment: command.environment,
  getApplications: system.getApplications,
  getDefaultApplication: system.getDefaultApplication,
  getFrontmostApplication: system.getFrontmostApplication,
  getPreferenceValues: command.getPreferenceValues,
  getSelectedFinderItems: system.getSelectedFinderItems,
  launchCommand: command.launchCommand,
  open: system.open,
  openCommandPreferences: system.openCommandPreferences,
  openExtensionPreferences: system.openExtensionPreferences,
  popToRoot: window.popToRoot,
  preferences: command.preferences,
  showHUD: window.showHUD,
  showInFinder: system.showInFinder,
  showToast,
  trash: system.trash,
  updateCommandMetadata: command.updateCommandMetadata,
  useNavigation,
} satisfies Modelled;

const refused = unmodelled(unmodelledNames);
command.setInaccessible(refused);

/** What `require("@raycast/api")` gives to a command. */
export const api: object = strict("@raycast/api", { ...modelled, ...refused });

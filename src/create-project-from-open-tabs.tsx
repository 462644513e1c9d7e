import { OpenTabsForm } from "./views/forms/open-tabs-form.tsx";

export default function Command() {
  return <OpenTabsForm />;
}

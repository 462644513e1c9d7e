import { ImportForm } from "./views/forms/import-form.tsx";

export default function Command() {
  return <ImportForm />;
}

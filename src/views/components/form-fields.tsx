import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import { Fragment, type JSX } from "react";
import { ChoiceDropdown } from "./choice-dropdown.tsx";

interface Options<Value, Values> {
  info?: string;
  /** It begins a new group. */
  separated?: boolean;
  /** What differs with the other values; null: it is not shown, and its value stays. */
  depending?: (values: Values) => { title?: string; placeholder?: string } | null;
  /** What is wrong with its value, in words. */
  problem?: (value: Value | undefined, values: Values) => string | undefined;
}

/** One field as data. */
interface Field<Value, Values> extends Options<Value, Values> {
  element: (props: object) => JSX.Element;
}

/** A form as data: the field of each of its values, in order. */
export type Fields<Values> = { [Id in keyof Values]: Field<Values[Id], Values> };

type Choices = Readonly<Record<string, string>>;

export function text<Values>(
  title: string,
  placeholder: string,
  { area = false, ...options }: Options<string, Values> & { area?: boolean } = {},
): Field<string, Values> {
  const Text = area ? Form.TextArea : Form.TextField;
  const element = (props: object) => (
    <Text title={title} placeholder={placeholder} {...(props as Form.TextField.Props)} />
  );
  return { ...options, element };
}

export function checkbox<Values>(label: string, title?: string, options?: Options<boolean, Values>) {
  const element = (props: object) => <Form.Checkbox title={title} label={label} {...(props as { id: string })} />;
  return { ...options, element };
}

/** `none`: the title of choosing nothing. */
export function dropdown<Value extends string, Values>(
  title: string,
  choices: Choices,
  { none, ...options }: Options<Value, Values> & { none?: string } = {},
): Field<Value, Values> {
  const element = (props: object) => (
    <ChoiceDropdown title={title} choices={choices} none={none} {...(props as Form.Dropdown.Props)} />
  );
  return { ...options, element };
}

export function tags<Values>(
  title: string,
  placeholder: string,
  choices: Choices,
  options?: Options<string[], Values>,
): Field<string[], Values> {
  const element = (props: object) => (
    <Form.TagPicker title={title} placeholder={placeholder} {...(props as Form.TagPicker.Props)}>
      {Object.entries(choices).map(([value, name]) => (
        <Form.TagPicker.Item key={value} value={value} title={name} />
      ))}
    </Form.TagPicker>
  );
  return { ...options, element };
}

interface Props<Values extends Form.Values> {
  fields: Partial<Fields<Values>>;
  values: Values;
  itemProps: ReturnType<typeof useForm<Values>>["itemProps"];
}

/** The fields, each bound to its value. */
export function FormFields<Values extends Form.Values>({ fields, values, itemProps }: Props<Values>) {
  return entriesOf(fields).map(([id, { element, info, separated, depending }]) => {
    const differing = depending ? depending(values) : {};
    if (differing === null) return null;
    return (
      <Fragment key={id}>
        {separated && <Form.Separator />}
        {element({ info, ...differing, ...itemProps[id as keyof Values] })}
      </Fragment>
    );
  });
}

type Validation<Values> = { [Id in keyof Values]?: (value: Values[Id] | undefined) => string | undefined };

/** The problems of all fields, as `useForm` has them. `values` gives what is filled in by then. */
export function fieldValidation<Values>(fields: Partial<Fields<Values>>, values: () => Values): Validation<Values> {
  const problems = entriesOf(fields).flatMap(([id, { problem }]) =>
    problem ? [[id, (value: never) => problem(value, values())] as const] : [],
  );
  return Object.fromEntries(problems) as Validation<Values>;
}

/** In order, and no longer told apart by their types. */
function entriesOf<Values>(fields: Partial<Fields<Values>>): [string, Field<never, Values>][] {
  return Object.entries(fields as Record<string, unknown>) as [string, Field<never, Values>][];
}

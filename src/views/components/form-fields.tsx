import { Form } from "@raycast/api";
import type { useForm } from "@raycast/utils";
import { type ComponentType, Fragment, type ReactNode } from "react";
import { type Choices, ChoiceDropdown, ChoiceTags } from "./choices.tsx";

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
  element: (props: never) => ReactNode;
  /** What does not depend on any value. */
  props: object;
}

/** A form as data: the field of each of its values, in order. */
export type Fields<Values> = { [Id in keyof Values]: Field<Values[Id], Values> };

export function text<Values>(
  title: string,
  placeholder: string,
  { area = false, ...options }: Options<string, Values> & { area?: boolean } = {},
): Field<string, Values> {
  return { ...options, element: area ? Form.TextArea : Form.TextField, props: { title, placeholder } };
}

export function checkbox<Values>(
  label: string,
  title?: string,
  options: Options<boolean, Values> = {},
): Field<boolean, Values> {
  return { ...options, element: Form.Checkbox, props: { title, label } };
}

/** `none`: the title of choosing nothing. */
export function dropdown<Value extends string, Values>(
  title: string,
  choices: Choices,
  { none, ...options }: Options<Value, Values> & { none?: string } = {},
): Field<Value, Values> {
  return { ...options, element: ChoiceDropdown, props: { title, choices, none } };
}

export function tags<Values>(
  title: string,
  placeholder: string,
  choices: Choices,
  options: Options<string[], Values> = {},
): Field<string[], Values> {
  return { ...options, element: ChoiceTags, props: { title, placeholder, choices } };
}

interface Props<Values extends Form.Values> {
  fields: Partial<Fields<Values>>;
  values: Values;
  itemProps: ReturnType<typeof useForm<Values>>["itemProps"];
}

/** The fields, each bound to its value. */
export function FormFields<Values extends Form.Values>({ fields, values, itemProps }: Props<Values>) {
  return entriesOf(fields).map(([id, { element, props, info, separated, depending }]) => {
    const differing = depending ? depending(values) : {};
    if (differing === null) return null;
    // Each builder above gives an element the props of its own kind.
    const Element = element as ComponentType<object>;
    return (
      <Fragment key={id}>
        {separated && <Form.Separator />}
        <Element {...props} {...{ info, ...differing, ...itemProps[id as keyof Values] }} />
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

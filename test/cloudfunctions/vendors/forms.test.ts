import * as v from 'valibot';
import { shapeCredentials } from '../../../cloudfunctions/core/accounts/shape-credentials';
import { vendors } from '../../../cloudfunctions/vendors/index';
import type { CredentialField, Credentials } from '../../../typings/contract/upkeep';
import { northcam } from '../../support/fourth-vendor/vendor';

const VENDORS = [...vendors, northcam].map((vendor) => [vendor.id, vendor] as const);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The parts of a schema, as far as a form can tell of them: `name`, or `part.name`. */
function partsOf(
  schema: unknown,
  prefix = '',
): readonly Readonly<{ name: string; required: boolean; schema: object }>[] {
  if (!isRecord(schema) || !isRecord(schema['entries'])) throw new Error('no schema of an object');
  return Object.entries(schema['entries']).flatMap(([key, entry]) => {
    if (!isRecord(entry)) throw new Error(`${key} has no schema`);
    const isOptional = entry['type'] === 'optional';
    const inner = isOptional ? entry['wrapped'] : entry;
    if (isRecord(inner) && inner['type'] === 'strict_object') return partsOf(inner, `${prefix}${key}.`);
    return [{ name: prefix + key, required: !isOptional, schema: inner as object }];
  });
}

/** Something that may be typed into a field. */
function exampleOf({ kind, choices, preset }: CredentialField): string {
  if (preset !== null) return preset;
  switch (kind) {
    case 'address':
      return 'https://api.example';
    case 'number':
      return '30';
    case 'choice':
      return choices[0] ?? '';
    case 'text':
      return '7355';
    case 'secret':
      return 'czNjcmV0';
  }
}

function fill(fields: readonly CredentialField[], values: Credentials = {}): Readonly<Record<string, unknown>> {
  const examples = fields.map((field) => [field.name, values[field.name] ?? exampleOf(field)] as const);
  return shapeCredentials(fields, Object.fromEntries(examples));
}

/** What the name of a sub-account begins with is of letters. */
const VALUES: Credentials = { 'subAccount.prefix': 'kandian' };

describe.each(VENDORS)('the form of %s', (_, vendor) => {
  const { fields } = vendor;

  test('has the fields of its credentials, and asks for those that must be there', () => {
    const parts = partsOf(vendor.credentials).map(({ name, required }) => ({ name, required }));
    const asked = fields.map(({ name, required }) => ({ name, required }));
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect([...asked].sort(byName)).toEqual([...parts].sort(byName));
  });

  test('filled in, it fits; so it does with only what must be there', () => {
    expect(vendor.misfits(fill(fields, VALUES))).toEqual([]);
    const least = fields.filter(({ required, name }) => required && !name.includes('.'));
    expect(vendor.misfits(fill(least))).toEqual([]);
  });

  test.each(fields.filter(({ required }) => required).map(({ name }) => name))('without %s it does not fit', (name) => {
    const others = fields.filter((field) => field.name !== name);
    expect(vendor.misfits(fill(others, VALUES))).toEqual([name]);
  });

  test.each(fields.filter(({ kind }) => kind !== 'text' && kind !== 'secret').map(({ name }) => name))(
    '%s takes nothing of another kind',
    (name) => {
      expect(vendor.misfits(fill(fields, { ...VALUES, [name]: 'something else' }))).toEqual([name]);
    },
  );

  test.each(fields.filter(({ kind }) => kind === 'address').map(({ name }) => name))(
    '%s is an address that can be asked, with nobody in it',
    (name) => {
      for (const address of ['https://api.example\u200b/v1', 'https://api.example/接口', 'https://me:pw@api.example']) {
        expect(vendor.misfits(fill(fields, { ...VALUES, [name]: address }))).toEqual([name]);
      }
    },
  );

  test('the choices are those of its credentials', () => {
    for (const { name, kind, choices } of fields) {
      const schema = partsOf(vendor.credentials).find((part) => part.name === name)?.schema;
      const options = isRecord(schema) && schema['type'] === 'picklist' ? schema['options'] : [];
      expect({ name, choices }).toEqual({ name, choices: options });
      expect(kind === 'choice').toBe(choices.length > 0);
    }
  });

  test('what most accounts have is what credentials have that leave it out, and secrets have nothing', () => {
    const least = fields.filter(({ required, name }) => required && !name.includes('.'));
    const parsed = v.parse(vendor.credentials, fill(least));
    for (const { name, kind, required, preset } of fields) {
      if (kind === 'secret') expect(preset).toBeNull();
      if (!required && preset !== null) expect(parsed).toHaveProperty([name], preset);
    }
  });
});

test.each([
  ['ezviz', 'appKey'],
  ['ezviz', 'appSecret'],
  ['onenet', 'apiKey'],
  ['onenet', 'accessKey'],
  ['ovopark', 'accessKey'],
  ['ovopark', 'accessSecret'],
  ['ovopark', 'userToken'],
])('what nobody sees at the end of what was pasted does not fit: %s, %s', (id, name) => {
  const [, vendor] = VENDORS.find(([known]) => known === id)!;
  for (const end of ['\u200b', '\u0000', '密']) {
    expect(vendor.misfits(fill(vendor.fields, { ...VALUES, [name]: `c2VjcmV0${end}` }))).toEqual([name]);
  }
});

test('a password may be of any letters', () => {
  const [, vendor] = VENDORS.find(([known]) => known === 'ovopark')!;
  expect(vendor.misfits(fill(vendor.fields, { userPassword: '密码 1' }))).toEqual([]);
});

test.each(VENDORS)('what makes two accounts of %s the same is among its fields, and asked for in each', (_, vendor) => {
  const [first, ...rest] = vendor.identity.map((name) => vendor.fields.find((field) => field.name === name));
  expect(first).toMatchObject({ required: true });
  for (const field of rest) expect(field).toBeDefined();
});

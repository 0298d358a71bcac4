import type { VendorId } from '../../../typings/contract/domain';
import type { AccountAbility } from '../../../typings/contract/upkeep';
import type { Dictionary } from '../i18n/index';

interface FieldWords {
  readonly label: string;
  /** Where it is found; empty where nobody wrote it down. */
  readonly hint: string;
}

type ByName<T> = Readonly<Partial<Record<string, T>>>;

/** A vendor that has no words here is called as it calls itself. */
export function vendorName(id: VendorId, { vendors }: Pick<Dictionary, 'vendors'>): string {
  const names: ByName<string> = vendors.names;
  return names[id] ?? id;
}

/** Words of one of a vendor's credentials; without any it is called as in the vendor's guide. */
export function fieldWords(id: VendorId, field: string, { vendors }: Pick<Dictionary, 'vendors'>): FieldWords {
  const byVendor: ByName<ByName<FieldWords>> = vendors.fields;
  return byVendor[id]?.[field] ?? { label: field, hint: '' };
}

export function abilityWords(
  abilities: readonly AccountAbility[],
  { vendors, common }: Pick<Dictionary, 'vendors' | 'common'>,
): string {
  return abilities.map((ability) => vendors.abilities[ability]).join(common.listComma);
}

import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { VendorId } from '../../../typings/contract/domain';
import type { CredentialField, Credentials, VendorForm } from '../../../typings/contract/upkeep';
import { LONGEST_THING_NAME, nameFrom } from '../../utils/names';
import { credentialsOf, faultsOf, presetValues, type FieldFault, type Values } from './account-fields';

/** What is being typed of an account: for a new one, or new keys for one that is there. */
export class AccountDraft {
  vendor: VendorForm | null = null;
  name = '';
  values: Values = {};
  /** Secrets that can be read while they are typed. */
  shown: ReadonlySet<string> = new Set();
  /** Lines that were left once, so that what is wrong with them may be said. */
  private left: ReadonlySet<string> = new Set();
  private sent = false;

  /** `onChange`: something else would be sent now. */
  constructor(private readonly onChange: (what: 'name' | 'keys') => void) {
    makeAutoObservable<this, 'onChange' | 'left'>(
      this,
      {
        vendor: observable.ref,
        values: observable.ref,
        shown: observable.ref,
        left: observable.ref,
        onChange: false,
      },
      { autoBind: true },
    );
  }

  /** Begins anew, with what most accounts of this vendor have; nothing that was typed stays. */
  begin(vendor: VendorForm | null): void {
    this.name = '';
    this.turnTo(vendor);
  }

  /** The keys of one vendor are of no use at another; the name is. */
  turnTo(vendor: VendorForm | null): void {
    this.vendor = vendor;
    this.values = presetValues(this.fields);
    this.shown = new Set();
    this.left = new Set();
    this.sent = false;
    this.onChange('keys');
  }

  get vendorId(): VendorId | null {
    return this.vendor?.id ?? null;
  }

  get fields(): readonly CredentialField[] {
    return this.vendor?.fields ?? [];
  }

  get credentials(): Credentials {
    return credentialsOf(this.fields, this.values);
  }

  /** How many of the keys cannot be sent so. */
  get faults(): number {
    return Object.keys(this.allFaults).length;
  }

  /** The name as it is kept; empty while it is none. */
  get keptName(): string {
    return nameFrom(this.name, LONGEST_THING_NAME);
  }

  get nameFits(): boolean {
    return this.keptName !== '';
  }

  /** Whether to say that the name does not fit. */
  get nameWrong(): boolean {
    return !this.nameFits && this.left.has('');
  }

  /** What to say of a field; null while it may still be typed, and where nothing is wrong. */
  faultOf(field: string): FieldFault | null {
    return this.sent || this.left.has(field) ? (this.allFaults[field] ?? null) : null;
  }

  rename(name: string): void {
    this.name = name;
    this.onChange('name');
  }

  type(field: string, text: string): void {
    this.values = { ...this.values, [field]: text };
    this.onChange('keys');
  }

  /** A line was left; the one of the name is ''. */
  leave(field: string): void {
    this.left = new Set([...this.left, field]);
  }

  /** Somebody wants it sent, with its name or only the keys: from now on everything wrong with that is said. */
  send(named: boolean): void {
    this.sent = true;
    if (named) this.leave('');
  }

  toggle(field: string): void {
    const shown = new Set(this.shown);
    if (!shown.delete(field)) shown.add(field);
    this.shown = shown;
  }

  /** Nobody reads over a shoulder what was left open. */
  cover(): void {
    this.shown = new Set();
  }

  private get allFaults(): ReturnType<typeof faultsOf> {
    return faultsOf(this.fields, this.values);
  }
}

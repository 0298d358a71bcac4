import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { devices, preferences, session } from '../../stores/index';
import { Ticking } from '../../stores/ticking';
import { phoneZone } from '../../utils/time-words';
import { dictionaries, type Dictionary } from '../i18n/index';
import { AccountPage } from './account-page';
import { AccountStore } from './account-store';
import { AccountsPage } from './accounts-page';
import { createAccountsStore } from './accounts-store';
import { AddPage } from './add-page';
import { CameraAdder } from './camera-adder';
import { CamerasPart } from './cameras-part';
import { ImportPage } from './import-page';
import { ListingFollower } from './listing-follower';
import { OffersStore } from './offers-store';
import { StoreCameras } from './store-cameras';
import { StoreEditor } from './store-editor';
import { StorePage } from './store-page';
import { StoresPage } from './stores-page';
import { StoresStore } from './stores-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];
const onChanged = (): void => devices.outdate();

export const stores = new StoresStore({ call, clock });
export const storesPage = new StoresPage({ stores, session, clock, words });
export const editor = new StoreEditor({ call, clock, list: stores, onChanged });
export const storePage = new StorePage({ editor, session, words });
export const storeCameras = new StoreCameras({ call, clock, onChanged });
export const camerasPart = new CamerasPart({ cameras: storeCameras, stores, clock, zone: phoneZone, words });

export const adder = new CameraAdder({ call, clock, onChanged });
export const addPage = new AddPage({ adder, session, clock, words });

/** Each page of words about the present has one of its own: it rests with the page. */
const telling = () => ({ session, clock, ticking: new Ticking(clock), zone: phoneZone, words });
export const accounts = createAccountsStore({ call, clock });
export const accountsPage = new AccountsPage({ accounts, ...telling() });
export const account = new AccountStore({ call, clock, onChanged });
export const accountPage = new AccountPage({ store: account, ...telling() });

export const offers = new OffersStore({ call, clock, onChanged });
export const listing = new ListingFollower({ call, clock, onRead: () => void offers.refresh() });
/** All of them, whatever the page of the stores looks for. */
const everyStore = new StoresStore({ call, clock });
export const importPage = new ImportPage({ accounts, offers, listing, stores: everyStore, ...telling() });

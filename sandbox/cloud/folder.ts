import { join } from 'node:path';

/** The database of a data folder; SQLite keeps what it has not written home yet beside it. */
export const databaseIn = (dataDir: string): string => join(dataDir, 'database.sqlite');

/** Permissions for subscribe messages, and the messages themselves: WeChat's own, beside the database. */
export const messagesIn = (dataDir: string): string => join(dataDir, 'service-messages.json');

/** Where a data folder keeps the uploaded files. */
export const filesIn = (dataDir: string): string => join(dataDir, 'files');

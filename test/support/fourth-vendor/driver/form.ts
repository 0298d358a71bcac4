import { credentialField, type AccountForm } from '../../../../cloudfunctions/core/accounts/credential-field';

/** No camera is brought into an account by us. */
export const northcamForm: AccountForm = {
  adding: null,
  identity: ['key'],
  fields: [credentialField('baseUrl', 'address'), credentialField('key', 'text'), credentialField('secret', 'secret')],
};

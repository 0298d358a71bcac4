import { credentialField, type AccountForm } from '../../core/accounts/credential-field';

/** The console calls them AppKey and Secret; overseas each region has an address of its own. */
export const ezvizForm: AccountForm = {
  adding: 'label',
  identity: ['appKey'],
  fields: [
    credentialField('baseUrl', 'address', { preset: 'https://open.ys7.com' }),
    credentialField('appKey', 'text'),
    credentialField('appSecret', 'secret'),
    credentialField('recordingProject', 'text', { required: false }),
    credentialField('subAccount.prefix', 'text'),
    credentialField('subAccount.lifeMinutes', 'number', { required: false }),
  ],
};

import { credentialField, type AccountForm } from '../../core/accounts/credential-field';

/** The address is the guide's own, which has no https; newer editions of the platform have another. */
export const onenetForm: AccountForm = {
  adding: 'serial',
  identity: ['productId'],
  fields: [
    credentialField('baseUrl', 'address', { preset: 'http://api.video.heclouds.com' }),
    credentialField('productId', 'text'),
    credentialField('apiKey', 'secret'),
    credentialField('accessKey', 'secret'),
  ],
};

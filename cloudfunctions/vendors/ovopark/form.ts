import { credentialField, type AccountForm } from '../../core/accounts/credential-field';

/** The addresses are the guides' own. Which of the rest an account needs, the vendor's support says. */
export const ovoparkForm: AccountForm = {
  adding: null,
  // Two users of one key list the stores of each.
  identity: ['accessKey', 'userName', 'userToken'],
  fields: [
    credentialField('liveUrl', 'address', { preset: 'https://cloudapi.ovopark.com/cloud.api' }),
    credentialField('gatewayUrl', 'address', { preset: 'https://openapi.opretail.com/m.api' }),
    credentialField('applicationId', 'text', { required: false, preset: 'S107' }),
    credentialField('accessKey', 'text'),
    credentialField('accessSecret', 'secret'),
    credentialField('signMethod', 'choice', { required: false, choices: ['md5', 'sha1'], preset: 'md5' }),
    credentialField('userToken', 'secret', { required: false }),
    credentialField('userName', 'text', { required: false }),
    credentialField('userPassword', 'secret', { required: false }),
  ],
};

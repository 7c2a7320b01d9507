import { PageQuery } from '../api/pagination.ts'
import { mail, settings, suppressed } from './mail-examples.ts'
import {
  MailPage,
  MailSettingsInput,
  MailSettingsView,
  SuppressedAddressList,
  WholeMail,
} from './mail-schemas.ts'
import { type Operations, problemResponse } from './operation.ts'

export const mailOperations: Operations = {
  'GET /mails': {
    id: 'listMails',
    tag: 'Mail',
    summary: 'List mails',
    description:
      'Returns the mails that the router sent for the marketplace, newest first, without their bodies.',
    query: PageQuery.shape,
    responses: {
      200: {
        description: 'A page of mails',
        schema: MailPage,
        examples: { one: { items: [mail] } },
      },
    },
  },
  'GET /mails/{id}': {
    id: 'getMail',
    tag: 'Mail',
    summary: 'Retrieve a mail',
    description: 'Returns a mail with its body as plain text and as HTML.',
    responses: {
      200: {
        description: 'The mail',
        schema: WholeMail,
        examples: {
          mail: {
            ...mail,
            text: 'Every delivery of this webhook has failed …',
            html: '<!doctype html>…',
          },
        },
      },
    },
  },
  'GET /suppressed-addresses': {
    id: 'listSuppressedAddresses',
    tag: 'Mail',
    summary: 'List suppressed addresses',
    description:
      'Returns the addresses that get no mail, as one bounced for good or their owner complained.',
    responses: {
      200: {
        description: 'All suppressed addresses',
        schema: SuppressedAddressList,
        examples: { one: { items: [suppressed] } },
      },
    },
  },
  'DELETE /suppressed-addresses/{id}': {
    id: 'unsuppressAddress',
    tag: 'Mail',
    summary: 'Send mail to an address again',
    description:
      'The next mail to the address is sent. Amazon SES has a list of its own, which this does not change.',
    responses: { 204: { description: 'The address gets mail again' } },
  },
  'GET /mail-settings': {
    id: 'getMailSettings',
    tag: 'Mail',
    summary: 'Retrieve the settings of mail',
    description: 'Returns which mails about integration events are sent.',
    responses: {
      200: {
        description: 'The settings',
        schema: MailSettingsView,
        examples: { defaults: settings },
      },
    },
  },
  'PATCH /mail-settings': {
    id: 'changeMailSettings',
    tag: 'Mail',
    summary: 'Change the settings of mail',
    description: 'Changes which mails about integration events are sent. Absent settings stay.',
    body: {
      schema: MailSettingsInput,
      examples: { changes: { subscriptionChangeInProgress: true } },
    },
    responses: {
      200: {
        description: 'The settings as they are now',
        schema: MailSettingsView,
        examples: { changed: { ...settings, subscriptionChangeInProgress: true } },
      },
      409: problemResponse(
        409,
        'Another change came first',
        'Cannot save: the settings were changed meanwhile; send the change again',
      ),
    },
  },
}

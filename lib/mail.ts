import { Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as ses from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { mailTriggers } from '../core/mail/mail-triggers.ts'
import type { EventIntake } from './event-intake.ts'
import type { Page } from './page.ts'
import type { Settings } from './settings.ts'
import type { Tables } from './tables.ts'
import { sendMailWork } from './work.ts'
import { Worker } from './worker.ts'

type MailProps = {
  readonly intake: EventIntake
  readonly tables: Tables
  readonly page: Page
} & Pick<Settings, 'mailFrom' | 'mailIdentity' | 'isConcurrencyReserved'>

/** Sends mails about what the bus says with Amazon SES, and takes what bounces. */
export class Mail extends Construct {
  readonly worker: Worker
  /** The DNS records that prove to SES that the domain is ours, each as `name CNAME value`. */
  readonly outputs: Readonly<Record<string, string>>
  private readonly configurationSet: ses.ConfigurationSet

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id)
    const { intake, tables, page, mailFrom } = props
    this.configurationSet = this.newConfigurationSet()
    this.outputs = this.addIdentity(props)
    this.worker = new Worker(this, 'SendMail', { ...sendMailWork, ...props })
    const { function: sender } = this.worker
    tables.grantSendMail(sender)
    this.grantSend(sender, mailFrom)
    sender.addEnvironment(variable.mailFrom, mailFrom)
    sender.addEnvironment(variable.pageUrl, page.origin)
    const rule = intake.noticeRule('Mail', 'What mails are sent about', [...mailTriggers])
    this.worker.listenTo({ arn: intake.source.arn, rules: [{ rule, group: 'NOTICES' }] })
    this.worker.listenTo(this.feedback())
  }

  private newConfigurationSet(): ses.ConfigurationSet {
    return new ses.ConfigurationSet(this, 'Set', {
      configurationSetName: `${Stack.of(this).stackName}-mail`,
      reputationMetrics: true,
      // Addresses that bounce or complain get no more mail of the whole account.
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
  }

  private addIdentity({ mailFrom, mailIdentity }: MailProps): Record<string, string> {
    if (mailIdentity === 'existing') return {}
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity:
        mailIdentity === 'domain'
          ? ses.Identity.domain(domainOf(mailFrom))
          : ses.Identity.email(mailFrom),
    })
    if (mailIdentity === 'address') return {} // SES sends it a link
    const records = identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`)
    return { MailDnsRecords: records.join(', ') }
  }

  /** SES checks the identity, of the address or of its domain, and the configuration set. */
  private grantSend(sender: iam.IGrantable, mailFrom: string) {
    const identities = [mailFrom, domainOf(mailFrom)].map((resourceName) => ({
      resource: 'identity',
      resourceName,
    }))
    const { configurationSetName } = this.configurationSet
    const set = { resource: 'configuration-set', resourceName: configurationSetName }
    sender.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [...identities, set].map((one) =>
          Stack.of(this).formatArn({ service: 'ses', ...one }),
        ),
        conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
      }),
    )
    this.worker.function.addEnvironment(variable.mailConfigurationSet, configurationSetName)
  }

  /** Bounces and complaints. SES publishes them on the account's default bus only. */
  private feedback() {
    const bus = events.EventBus.fromEventBusName(this, 'DefaultBus', 'default')
    this.configurationSet.addEventDestination('Feedback', {
      destination: ses.EventDestination.eventBus(bus),
      events: [
        ses.EmailSendingEvent.BOUNCE,
        ses.EmailSendingEvent.COMPLAINT,
        ses.EmailSendingEvent.REJECT,
      ],
    })
    const rule = new events.Rule(this, 'FeedbackRule', {
      description: 'Mails that bounced, were complained about or rejected',
      eventPattern: {
        source: ['aws.ses'],
        detail: {
          mail: { tags: { 'ses:configuration-set': [this.configurationSet.configurationSetName] } },
        },
      },
    })
    return { arn: rule.ruleArn, rules: [{ rule, group: 'FEEDBACK' }] }
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

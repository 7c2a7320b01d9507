import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

import {
  allOf,
  anApp,
  aStack,
  aTemplate,
  environmentOf,
  statementsOf,
  theOne,
  withoutBundling,
} from './a-stack.ts'

const mailFrom = 'post@mail.example.com'
const template = aTemplate({ mailFrom })

describe('Mail', () => {
  it('needs an address to come from', () => {
    const without = aTemplate({})

    expect(allOf(without, 'AWS::SES::ConfigurationSet')).toEqual([])
    expect(JSON.stringify(without.toJSON())).not.toContain('SendMail')
  })

  it.each([
    ['domain', 'mail.example.com'],
    ['address', mailFrom],
  ])('asks SES to verify the %s', (mailIdentity, identity) => {
    const given = aTemplate({ mailFrom, mailIdentity })

    const all = allOf(given, 'AWS::SES::EmailIdentity').map(([, one]) => one)
    expect(all).toMatchObject([{ EmailIdentity: identity }])
    const { Outputs } = given.toJSON() as { Outputs: object }
    expect('MailDnsRecords' in Outputs).toBe(mailIdentity === 'domain')
  })

  it('uses an identity that the account has', () => {
    const given = aTemplate({ mailFrom, mailIdentity: 'existing' })

    expect(allOf(given, 'AWS::SES::EmailIdentity')).toEqual([])
    expect(allOf(given, 'AWS::SES::ConfigurationSet')).toHaveLength(1)
  })

  it('may send from this address only', () => {
    const policies = allOf(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('Mail'))
    const sends = policies
      .flatMap(([, policy]) => statementsOf(policy))
      .filter(({ Action }) => JSON.stringify(Action).includes('ses:'))

    expect(sends).toMatchObject([
      {
        Action: 'ses:SendEmail',
        Condition: { StringEquals: { 'ses:FromAddress': mailFrom } },
      },
    ])
    const resources = JSON.stringify(sends)
    expect(resources).toContain('identity/mail.example.com')
    expect(resources).toContain(`identity/${mailFrom}`)
    expect(resources).toContain('configuration-set/')
  })

  it('passes the function where mails come from, and where their links lead', () => {
    const environment = environmentOf(template, 'MailSendMailFunction')

    expect(environment).toMatchObject({
      POSTRIDER_MAIL_FROM: mailFrom,
      MAIL_CONFIGURATION_SET: expect.anything(),
      PAGE_URL: expect.anything(),
      WEBHOOKS_TABLE: expect.anything(),
      INTEGRATIONS_TABLE: expect.anything(),
    })
  })

  it('gets what mails are about from the bus, from the router only', () => {
    const rule = theOne(template, 'AWS::Events::Rule', 'EventIntakeMail')

    expect(rule).toMatchObject({
      EventPattern: {
        source: ['postrider'],
        'detail-type': [
          'webhook.failing',
          'webhook.disabled',
          'webhook.recovered',
          'webhook.certificates_expiring',
          'integration.in_progress',
          'integration.failed',
        ],
      },
    })
  })

  it('gets bounces and complaints of its own mails from the default bus', () => {
    expect(
      theOne(template, 'AWS::SES::ConfigurationSetEventDestination', 'MailSetFeedback'),
    ).toMatchObject({
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint', 'reject'],
        EventBridgeDestination: { EventBusArn: expect.anything() },
      },
    })
    expect(theOne(template, 'AWS::Events::Rule', 'MailFeedbackRule')).toMatchObject({
      EventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [expect.anything()] } } },
      },
    })
  })

  it('tries for an hour before a mail becomes a dead letter', () => {
    expect(theOne(template, 'AWS::SQS::Queue', 'MailSendMailQueue')).toMatchObject({
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 20 },
    })
  })

  it.each(['SendMailDeadLetters', 'SendMailLate'])(
    'has the alarm %s, with a heading in the runbook',
    (name) => {
      const [, alarm] =
        allOf(template, 'AWS::CloudWatch::Alarm').find(([id]) => id === `Alarms${name}`) ?? []
      const [, heading = ''] =
        /runbook\.md, "(.+)"$/.exec(String(alarm?.['AlarmDescription'])) ?? []

      expect(readFileSync('docs/runbook.md', 'utf8')).toContain(`\n## ${heading}\n`)
    },
  )

  it("has only acknowledged findings of cdk-nag's AwsSolutions", () => {
    const app = anApp({ context: withoutBundling })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    aStack(app, { mailFrom })

    expect(() => app.synth()).not.toThrow()
  })
})

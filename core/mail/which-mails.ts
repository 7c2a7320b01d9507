import * as z from 'zod'

/** Which mails about integration events a marketplace has sent; its managers change it. */
export const MailSettings = z.object({
  /** To the vendor, when an order, change, cancellation, assignment or unassignment fails. */
  productEventFailure: z.boolean(),
  /** To the customer, when the vendor answers a change later. */
  subscriptionChangeInProgress: z.boolean(),
  /** To the customer, when the vendor answers a cancellation later. */
  subscriptionCancellationInProgress: z.boolean(),
})

/** As stored; `version` counts the changes. */
export type MailSettings = z.infer<typeof MailSettings> & {
  changedAt: string
  changedBy: string
  version: number
}

/** Source: the marketplace's pages about these mails; those to customers are off by default. */
export const defaultMailSettings: z.infer<typeof MailSettings> = {
  productEventFailure: true,
  subscriptionChangeInProgress: false,
  subscriptionCancellationInProgress: false,
}

/** The body that changes them: only the given ones change. */
export const MailSettingsChange = z
  .strictObject(MailSettings.shape)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change at least one setting')

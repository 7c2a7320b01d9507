import { Duration } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'

import type { PagePolicy } from '../core/response-headers.ts'

/** The page's policy as CloudFront response headers, plus HSTS. */
export function securityHeaders(scope: Construct, id: string, policy: PagePolicy) {
  const override = true
  return new cloudfront.ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy.contentSecurityPolicy, override },
      contentTypeOptions: { override },
      ...(!policy.isFramed && {
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override },
      }),
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'permissions-policy', value: policy.permissionsPolicy, override },
        { header: 'cross-origin-opener-policy', value: policy.crossOriginOpenerPolicy, override },
      ],
    },
  })
}

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { PostriderProps } from './postrider-props.ts'
import { Postrider } from './postrider.ts'

/** A stack has a permissions boundary of its own: `PermissionsBoundary.fromName('…')`. */
export type PostriderStackProps = StackProps & Omit<PostriderProps, 'permissionsBoundary'>

/** A stack with one router and its outputs. */
export class PostriderStack extends Stack {
  readonly router: Postrider

  constructor(scope: Construct, id: string, props: PostriderStackProps) {
    super(scope, id, props)
    const { permissionsBoundary: _, ...routerProps } = props
    this.router = new Postrider(this, 'Default', routerProps) // adds nothing to logical ids
    for (const [name, value] of Object.entries(this.router.outputs)) {
      new CfnOutput(this, name, { value })
    }
  }
}

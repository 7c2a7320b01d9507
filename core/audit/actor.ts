/** Who does what the router does by itself: nobody else is called so. */
export const routerActor = 'postrider'

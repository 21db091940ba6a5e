/** Whether the site's engine knows the command `\name`, without the macros of the page. */
export function isKnownCommand(_name: string): boolean {
  return true;
}

interface ThemeFacts {
  /** Value of the setting. */
  readonly id: string;
  /** What the picker calls it. */
  readonly label: string;
  /** Class of the workbench's element. */
  readonly className: string;
}

/** VS Code's own themes, by the word we use for them in file names. */
export const themes = {
  light: { id: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  contrast: { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
} satisfies Record<string, ThemeFacts>;
export type Theme = keyof typeof themes;

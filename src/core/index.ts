// Everything of the core, for the build that checks its border. Nothing imports this file.
export * from './model/article';
export * from './model/errors';
export * from './ports';

import type { InitialData } from '../protocol';
import type { WebviewApi } from './hostClient';
import { Reader } from './reader';

declare function acquireVsCodeApi(): WebviewApi;

const start = document.querySelector<HTMLTemplateElement>('template#start');
if (!start) throw new Error('The page has no start data.');
new Reader(acquireVsCodeApi(), JSON.parse(start.dataset['start'] ?? '') as InitialData, start);

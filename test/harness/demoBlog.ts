import { startDemoBlog } from '../demoBlog/server';

/** `npm run demo-blog [-- PORT]`: serves the demo blog until Ctrl+C. */
export async function main([port = '8765']: readonly string[]): Promise<number> {
  const blog = await startDemoBlog({ port: Number(port) });
  console.log(`The demo blog: ${blog.url}/content.html`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await blog.close();
  return 0;
}

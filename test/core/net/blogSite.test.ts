import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAddress, isPrivateHost, otherBlogSite, scientificSpacesSite } from '../../../src/core/net/blogSite';

describe('isPrivateHost', () => {
  const hostOf = (address: string) => new URL(address).hostname;
  const hosts: Record<'private' | 'public', string[]> = {
    private: ['localhost', '127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd12::1]', '[::ffff:127.0.0.1]', '[::ffff:8.8.8.8]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'printer', 'nas.local', 'a.localhost', 'db.internal', 'router.lan', 'localhost.'],
    public: ['kexue.fm', 'example.org', '8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', '[2606:4700::1111]', '[2400:cb00::1]', 'localhost.example.org', 'xn--fiqs8s.xn--fiqs8s'],
  };
  for (const host of hosts.private) it(`takes ${host} for private`, () => assert.equal(isPrivateHost(hostOf(`http://${host}/`)), true));
  for (const host of hosts.public) it(`takes ${host} for public`, () => assert.equal(isPrivateHost(hostOf(`http://${host}/`)), false));
});

describe('checkAddress', () => {
  const passes = (address: string, site: ReturnType<typeof otherBlogSite>) => {
    try {
      return checkAddress(address, site).href === new URL(address).href;
    } catch {
      return false;
    }
  };

  it('lets through a configured private address at its own port only', () => {
    const site = scientificSpacesSite('http://127.0.0.1:4000', []);
    assert.equal(passes('http://127.0.0.1:4000/a', site), true);
    for (const other of ['http://127.0.0.1:4001/a', 'https://127.0.0.1:4000/a', 'http://localhost:4000/a', 'http://127.0.0.1/a']) assert.equal(passes(other, site), false, other);
  });

  it('lets another blog answer with and without www, http and https', () => {
    const site = otherBlogSite('https://blog.example/some/page');
    for (const own of ['https://blog.example/', 'http://www.blog.example/x']) assert.equal(passes(own, site), true, own);
    for (const other of ['https://evil.example/', 'https://blog.example.evil.org/', 'https://kexue.fm/', 'https://a.blog.example/', 'https://blog.example:8080/']) assert.equal(passes(other, site), false, other);
  });
});

import { POST } from './app/api/outline/route.ts';

const request = new Request('http://localhost/api/outline', { method: 'POST', body: JSON.stringify({ topic: 'tides' }) });
console.log(await (await POST(request)).json());

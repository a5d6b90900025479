import { aBrowser, watched } from "./test/page/browser.ts";
const b = (await aBrowser())!;
const t=Date.now();
const { page, requests, complaints } = await watched(b, "file:///tmp/pcore-page.html");
await page.waitForFunction(() => (document.querySelector("crsim-explore") as any)?.answer !== undefined, undefined, { timeout: 30000 }).catch(e=>console.log("no answer", complaints));
console.log("first answer", Date.now()-t, await page.evaluate(()=>performance.now()));
await page.waitForTimeout(800);
await page.screenshot({path:"/tmp/pcore-slice.png"});
console.log(await page.evaluate(()=>{const a=(document.querySelector("crsim-explore") as any).answer; return [a.kernel,a.work,a.quality,a.grades.map((g:any)=>g.worst)]}));
for (const tab of process.argv.slice(2)) { await page.getByRole("tab",{name:tab}).click(); await page.waitForTimeout(2500); await page.screenshot({path:`/tmp/pcore-${tab.split(" ")[0]}.png`}); }
console.log(requests, complaints);
await b.close();

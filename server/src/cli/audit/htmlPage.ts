/** Style and script of the HTML report. Colours keep their contrast in light and dark, and differ for colour-blind eyes (Okabe and Ito's palette). */
export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--text:#1c2330;--soft:#5b6472;--line:#dfe3e8;--card:#f6f8fa;--accent:#0b66c3;--offline:#009e73;--background:#56b4e9;--unknown:#b9bec6;--interactive:#d55e00}
@media (prefers-color-scheme:dark){:root{--page:#11161d;--text:#e6e9ee;--soft:#9aa5b4;--line:#2a323d;--card:#1a212b;--accent:#6cb2f7;--offline:#19b98d;--background:#56b4e9;--unknown:#6a7482;--interactive:#f08a3c}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
.brand{margin:0;color:var(--soft);font-size:.85rem}
h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0 .5rem}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
h3{font-size:1rem;margin:0}
.lead{font-size:1.05rem;margin:.25rem 0}
.note,figcaption,.count{color:var(--soft)}
p{margin:.35rem 0}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.actions{list-style:none;counter-reset:a;margin:0;padding:0;display:grid;gap:.75rem}
.actions>li{counter-increment:a;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.9rem 1rem .9rem 3rem;position:relative}
.actions>li::before{content:counter(a);position:absolute;left:1rem;top:.8rem;width:1.4rem;height:1.4rem;border-radius:50%;background:var(--accent);color:var(--page);font-size:.85rem;font-weight:600;text-align:center;line-height:1.4rem}
.count strong{color:var(--text)}
.places{margin:.4rem 0 0;padding-left:1.1rem}
summary{cursor:pointer}
summary:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
figure{margin:0}
figure svg{max-width:100%;height:auto;overflow:visible}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.85rem;margin-bottom:.25rem}
.legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.4em}
figcaption{font-size:.85rem;margin-top:.25rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:500}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.folder{border:1px solid var(--line);border-radius:8px;margin:.5rem 0;padding:.5rem .75rem;content-visibility:auto;contain-intrinsic-size:auto 3rem}
.folder summary{color:var(--soft)}.folder summary code{color:var(--text);font-weight:600}
.filter input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.3rem .5rem;min-width:16rem}
[hidden]{display:none!important}
@media print{:root{--page:#fff;--text:#000;--soft:#444;--line:#ccc;--card:#fff;--accent:#000}body{font-size:10pt}main{max-width:none;padding:0}.filter{display:none}.actions>li,figure,tr{break-inside:avoid}h2{break-after:avoid}.folder{content-visibility:visible;border:0;padding:0}.scroll{overflow:visible}}
`.replace(/\n/g, '');

/** Shows the rows that hold the words, and the folders they are in. Prints with all folders open. */
export const FILTER = `
(()=>{const box=document.querySelector('.filter input');const folders=[...document.querySelectorAll('.folder')];
addEventListener('beforeprint',()=>folders.forEach(f=>{f.dataset.was=f.open;f.open=true}));
addEventListener('afterprint',()=>folders.forEach(f=>{f.open=f.dataset.was==='true'}));
if(!box)return;const status=document.querySelector('.filter [role=status]');let timer;
const rows=folders.map(f=>[f,[...f.querySelectorAll('tbody tr')].map(r=>[r,r.textContent.toLowerCase()])]);
const show=()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);let seen=0;
for(const[f,list]of rows){let here=0;for(const[r,t]of list){const hit=words.every(w=>t.includes(w));r.hidden=!hit;if(hit)here++}f.hidden=here===0;f.open=words.length>0&&here>0&&seen<200;seen+=here}
status.textContent=words.length?seen+' calls':''};
box.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(show,120)})})();
`.replace(/\n/g, '');

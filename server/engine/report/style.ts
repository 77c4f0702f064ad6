/** How a report looks: on the screen in light and dark, and on paper. Only fonts that every system has. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1e1c19;--ink2:#575349;--line:#e2ded3;--accent:#14566b;
--critical:#a3101c;--major:#a85a00;--minor:#65709b;--neutral:#65709b;--good:#12603a;--goodwash:#ddf0e3}
@media (prefers-color-scheme:dark){:root{--paper:#181715;--ink:#e8e4da;--ink2:#b3ada0;--line:#33312c;--accent:#7cc0d6;
--critical:#ff9a92;--major:#e9a24c;--minor:#97a3d0;--neutral:#97a3d0;--good:#8fd6a8;--goodwash:#1d3527}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1,h2,.score b,.sides{font-family:Literata,"PT Serif",Georgia,"Times New Roman",serif}
h1{margin:0;font-size:1.75rem;font-weight:500;line-height:1.25}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem;font-weight:500;line-height:1.3}
h2 small{color:var(--ink2);font:14px/1.5 system-ui,sans-serif}
h3{display:flex;gap:.5rem;align-items:baseline;margin:0;font-size:15px;font-weight:600}
h3 a{margin-left:auto;color:var(--ink2);font-weight:400;font-variant-numeric:tabular-nums}
p{margin:.25rem 0}a{color:var(--accent);text-underline-offset:.15em}
.kind,.facts,.how,.up,footer{color:var(--ink2);font-size:14px}
.kind{margin-bottom:.25rem}.how{max-width:44rem;margin-top:1rem}.none{font-size:1.1rem}
.summary{margin-top:1.5rem;padding:1.25rem 0;border-block:1px solid var(--line)}
.score{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline}
.score b{font-size:2.75rem;font-weight:500;line-height:1.1;font-variant-numeric:tabular-nums}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:.75rem 0 0}
dl div{display:flex;flex-direction:column-reverse}dt{color:var(--ink2);font-size:14px}
dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child{min-width:9rem;text-align:left;white-space:normal;overflow-wrap:normal}td:last-child,th:last-child{padding-right:0}thead th{color:var(--ink2);font-size:14px;font-weight:400;white-space:normal;vertical-align:bottom}
tbody th{font-weight:400}tfoot th,tfoot td{border:0;font-weight:600}
.sign{flex:none;vertical-align:-2px;align-self:center}
.sign.critical{color:var(--critical)}.sign.major{color:var(--major)}.sign.minor,.sign.neutral{color:var(--minor)}
article{padding:.75rem 0;border-top:1px solid var(--line);break-inside:avoid}
article:target{box-shadow:inset 3px 0 0 var(--accent);padding-left:.75rem}
.message{color:var(--ink2)}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 2rem;margin-top:.5rem;font-size:17px}
.sides p{margin:0;hyphens:auto}.sides i{color:var(--ink2)}
mark{background:none;color:inherit;text-underline-offset:.2em;text-decoration-line:underline}
mark.critical{text-decoration-thickness:3px;text-decoration-color:var(--critical)}
mark.major{text-decoration-style:wavy;text-decoration-color:var(--major)}
mark.minor,mark.neutral{text-decoration-style:dotted;text-decoration-thickness:2px;text-decoration-color:var(--minor)}
.instead{margin-top:.5rem;color:var(--ink2)}
ins{border-radius:2px;padding:0 .15em;background:var(--goodwash);color:var(--good);text-decoration:none;font:17px/1.5 Literata,"PT Serif",Georgia,serif}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.75rem}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:40rem){.sides{grid-template-columns:1fr}.sides p+p{margin-top:.25rem}h1{font-size:1.4rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--ink2:#444;--line:#bbb;--accent:#000;
--critical:#a3101c;--major:#8a4a00;--minor:#4a5580;--neutral:#4a5580;--good:#0b4026;--goodwash:#e6f2ea}
@page{margin:18mm 16mm}body{max-width:none;padding:0;font-size:10.5pt;print-color-adjust:exact}
.sides{font-size:11pt}ins{font-size:11pt}h2{break-after:avoid}.up{display:none}tr{break-inside:avoid}a{text-decoration:none}}
`;

/**
 * Names of commands that MathJax 2.7.9 knows with the extensions AMSmath, AMSsymbols and extpfeil, and those it loads by
 * itself: facts, read from its tables. Any other command is shown as its own name, in red, and the rest is set as ever.
 */
const NAMES = `
And Arrowvert Bbb Bbbk Big Bigg Biggl Biggm Biggr Bigl Bigm Bigr Box Bumpeq Cap Cup DeclareMathOperator Delta Diamond Doteq Downarrow Finv Game Gamma
Huge Im Join LARGE LaTeX Lambda Large Leftarrow Leftrightarrow Lleftarrow Longleftarrow Longleftrightarrow Longrightarrow Lsh Newextarrow Omega Phi Pi
Pr Psi Re Rightarrow Rrightarrow Rsh Rule S Sigma SkipLimits Space Subset Supset TeX Theta Tiny Uparrow Updownarrow Upsilon Vdash Vert Vvdash Xi above
abovewithdelims acute aleph alpha amalg angle approx approxeq arccos arcsin arctan arg array arrowvert ast asymp atop atopwithdelims backepsilon
backprime backsim backsimeq backslash bar barwedge bbFont bbox because begin beta beth between bf big bigcap bigcirc bigcup bigg biggl biggm
biggr bigl bigm bigodot bigoplus bigotimes bigr bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge binom blacklozenge blacksquare
blacktriangle blacktriangledown blacktriangleleft blacktriangleright bmod boldsymbol bot bowtie boxdot boxed boxminus boxplus boxtimes brace bracevert
brack breve buildrel bullet bumpeq cal cap cases cdot cdotp cdots centerdot cfrac check checkmark chi choose circ circeq
circlearrowleft circlearrowright circledR circledS circledast circledcirc circleddash class clubsuit colon color complement cong coprod cos cosh cot
coth cr csc cssId cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dagger daleth dashleftarrow dashrightarrow dashv
dbinom ddagger ddddot dddot ddot ddots def deg delta det dfrac diagdown diagup diamond diamondsuit digamma dim displaylines displaystyle div
divideontimes dot doteq doteqdot dotplus dots dotsb dotsc dotsi dotsm dotso doublebarwedge doublecap doublecup downarrow downdownarrows
downharpoonleft downharpoonright ell emptyset end enspace epsilon eqalign eqalignno eqcirc eqref eqsim eqslantgtr eqslantless equiv eta eth exists exp
fallingdotseq fbox flat forall frac frak frown gamma gcd ge genfrac geq geqq geqslant gets gg ggg gggtr gimel gnapprox gneq gneqq gnsim grave gt
gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat hbar hbox hdashline heartsuit hfil hfill hfilll hline hom hookleftarrow
hookrightarrow hphantom href hskip hslash hspace huge idotsint iff iiiint iiint iint imath impliedby implies in inf infty injlim int intercal intop
iota it jmath kappa ker kern lVert label lambda land langle large lbrace lbrack lceil ldotp ldots le leadsto left leftarrow leftarrowtail
leftharpoondown leftharpoonup leftleftarrows leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow leftroot leftthreetimes leq
leqalignno leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr lesssim let lfloor lg lgroup lhd lim liminf limits limsup ll llap llcorner
lll llless lmoustache ln lnapprox lneq lneqq lnot lnsim log longleftarrow longleftrightarrow longmapsto longrightarrow looparrowleft looparrowright
lor lower lozenge lrcorner lt ltimes lvert lvertneqq maltese mapsto mathbb mathbf mathbin mathcal mathchoice mathclose mathfrak mathinner mathit
mathop mathopen mathord mathpunct mathrel mathring mathrm mathscr mathsf mathstrut mathtt matrix max mbox measuredangle mho mid middle min mit mkern
mmlToken mod models moveleft moveright mp mskip mspace mu multimap nLeftarrow nLeftrightarrow nRightarrow nVDash nVdash nabla natural ncong ne nearrow
neg negmedspace negthickspace negthinspace neq newcommand newenvironment newline nexists ngeq ngeqq ngeqslant ngtr ni nleftarrow nleftrightarrow nleq
nleqq nleqslant nless nmid nobreakspace nolimits nonumber normalsize not notChar notag notin nparallel nprec npreceq nrightarrow nshortmid
nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nu nvDash
nvdash nwarrow odot oint oldstyle omega omicron ominus operatorname oplus oslash otimes over overbrace overleftarrow overleftrightarrow overline
overparen overrightarrow overset overwithdelims owns parallel partial perp phantom phi pi pitchfork pm pmatrix pmb pmod pod prec precapprox
preccurlyeq preceq precnapprox precneqq precnsim precsim prime prod projlim propto psi qquad quad rVert raise rangle rbrace rbrack rceil ref
renewcommand renewenvironment require restriction rfloor rgroup rhd rho right rightarrow rightarrowtail rightharpoondown rightharpoonup
rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow rightthreetimes risingdotseq rlap rm rmoustache root rtimes rule rvert scr
scriptscriptstyle scriptsize scriptstyle searrow sec setminus sf sharp shortmid shortparallel shoveleft shoveright sideset sigma sim simeq sin sinh
skew small smallfrown smallint smallsetminus smallsmile smash smile space spadesuit sphericalangle sqcap sqcup sqrt sqsubset sqsubseteq sqsupset
sqsupseteq square stackrel star strut style subset subseteq subseteqq subsetneq subsetneqq substack succ succapprox succcurlyeq succeq succnapprox
succneqq succnsim succsim sum sup supset supseteq supseteqq supsetneq supsetneqq surd swarrow tag tan tanh tau tbinom text textbf textit textrm textsf
textstyle texttt tfrac therefore theta thickapprox thicksim thinspace tilde times tiny to top triangle triangledown triangleleft trianglelefteq
triangleq triangleright trianglerighteq tt twoheadleftarrow twoheadrightarrow ulcorner underbrace underleftarrow underleftrightarrow underline
underparen underrightarrow underset unicode unlhd unrhd uparrow updownarrow upharpoonleft upharpoonright uplus uproot upsilon upuparrows urcorner
vDash varDelta varGamma varLambda varOmega varPhi varPi varPsi varSigma varTheta varUpsilon varXi varepsilon varinjlim varkappa varliminf varlimsup
varnothing varphi varpi varprojlim varpropto varrho varsigma varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq vartheta vartriangle
vartriangleleft vartriangleright vcenter vdash vdots vec vee veebar verb vert vphantom wedge widehat widetilde wp wr xi xleftarrow xlongequal
xmapsto xrightarrow xtofrom xtwoheadleftarrow xtwoheadrightarrow yen zeta
`;
/** The last is the site's own. */
const KNOWN = new Set([...NAMES.trim().split(/\s+/), 'setCounter']);
/** Commands of one character that is no letter. */
const SIGNS = new Set(" !#$%&,:;>\\_{|}\u00a0");

/** What a page gets by `\require{…}`: of cancel, color, enclose, mhchem, action. Without that we draw it all the same. */
const REQUIRED = new Set('cancel bcancel xcancel cancelto textcolor colorbox fcolorbox definecolor enclose ce cee cf mathtip texttip toggle'.split(' '));

/** Whether the site's engine knows the command `\name`, without the macros of the page, with all that a page can `\require`. */
export function isKnownCommand(name: string): boolean {
  return KNOWN.has(name) || SIGNS.has(name) || REQUIRED.has(name);
}
